// Joins drawing on the map to the window's document and its line of prompts.
#pragma once

namespace prospect::app {

class MainWindow;

// Once for each window: what is drawn becomes an undo step, and what the next click does is said below.
void connect_drawing(MainWindow& window);

} // namespace prospect::app
