// Esc belongs to an open list or menu before anything else.
#pragma once

namespace prospect::app {

// Closes it. False: none is open.
bool close_open_list();

} // namespace prospect::app
