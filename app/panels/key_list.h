// The keys of all menu commands as a help text, made from the menus themselves: it cannot go out of date.
#pragma once

#include <QString>

class QMenuBar;

namespace prospect::app {

// Markdown: a table of command and keys for each menu that has any.
QString key_list(const QMenuBar& menus);

} // namespace prospect::app
