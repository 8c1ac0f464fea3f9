#include "app/panels/file_dialogs.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

namespace prospect::app {

namespace {

const QString folder_key = QStringLiteral("folder");

QString folder() {
    const QString last = QSettings().value(folder_key).toString();
    if (!last.isEmpty() && QFileInfo(last).isDir()) return last;
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
}

QString remembered(const QString& file) {
    if (!file.isEmpty()) QSettings().setValue(folder_key, QFileInfo(file).absolutePath());
    return file;
}

} // namespace

QString ask_file(QWidget* parent, const QString& title, const QString& filter) {
    return remembered(QFileDialog::getOpenFileName(parent, title, folder(), filter));
}

QStringList ask_files(QWidget* parent, const QString& title, const QString& filter) {
    const QStringList files = QFileDialog::getOpenFileNames(parent, title, folder(), filter);
    if (!files.isEmpty()) remembered(files.front());
    return files;
}

QString ask_new_file(QWidget* parent, const QString& title, const QString& name, const QString& filter,
                     QString* chosen) {
    const bool placed = QFileInfo(name).isAbsolute();
    return remembered(QFileDialog::getSaveFileName(
        parent, title, placed ? name : QDir(folder()).filePath(name), filter, chosen));
}

} // namespace prospect::app
