#include "app/panels/file_drops.h"

#include <QApplication>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QTextEdit>
#include <QUrl>
#include <QWidget>

namespace prospect::app {

QStringList local_files(const QMimeData& data) {
    QStringList files;
    for (const auto& url : data.urls())
        if (url.isLocalFile()) files += url.toLocalFile();
    return files;
}

FileDrops::FileDrops(QWidget& window) : QObject(&window), window_(window) {
    qApp->installEventFilter(this);
}

bool FileDrops::takes(const QObject* watched) const {
    const auto* widget = qobject_cast<const QWidget*>(watched);
    if (!widget) return false;
    if (widget == &window_) return true;
    if (widget->window() != &window_) return false;
    const auto* parent = widget->parentWidget(); // of a viewport
    return qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QPlainTextEdit*>(parent) ||
           qobject_cast<const QTextEdit*>(parent);
}

bool FileDrops::eventFilter(QObject* watched, QEvent* event) {
    const auto type = event->type();
    if (type != QEvent::DragEnter && type != QEvent::DragMove && type != QEvent::Drop) return false;
    auto* drop = static_cast<QDropEvent*>(event);
    if (!takes(watched) || !drop->mimeData()) return false;
    const QStringList files = local_files(*drop->mimeData());
    if (files.isEmpty()) return false;
    drop->acceptProposedAction();
    if (type == QEvent::Drop) Q_EMIT dropped(files);
    return true;
}

} // namespace prospect::app
