// What prospect was started with.
#pragma once

#include "app/render/style.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>

namespace prospect::app {

struct CommandLine {
    QString file;       // empty: start page
    QString screenshot; // PNG to write once everything is painted, then quit
    QSize size{1280, 800};
    std::optional<render::ThemeKind> theme;
    QString run; // id of an analysis to run first
};

// Ends the program for --help and --version. Throws Error(usage) naming what is wrong.
CommandLine parse_command_line(const QStringList& arguments);

} // namespace prospect::app
