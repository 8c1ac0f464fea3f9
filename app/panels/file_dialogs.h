// Asking for files: each dialog begins in the folder the last one ended in.
#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace prospect::app {

// Filters as QFileDialog's. "" or an empty list: given up.
QString ask_file(QWidget* parent, const QString& title, const QString& filter = {});
QStringList ask_files(QWidget* parent, const QString& title, const QString& filter = {});
// `name` is the proposed name, with or without a folder; whether to replace a file is asked by the dialog.
// `chosen` begins as the filter to show first and ends as the one chosen.
QString ask_new_file(QWidget* parent, const QString& title, const QString& name, const QString& filter = {},
                     QString* chosen = nullptr);

} // namespace prospect::app
