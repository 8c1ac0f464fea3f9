#include "app/panels/map_shield.h"

#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QMouseEvent>

namespace prospect::app {

namespace {

void keep_from_map(QMouseEvent* event) {
    event->setAccepted(event->button() != Qt::MiddleButton);
}

} // namespace

MapShield::MapShield(QWidget* map) : QWidget(map) {
    setCursor(Qt::ArrowCursor);
    setObjectName(QStringLiteral("map-shield"));
}

void MapShield::mousePressEvent(QMouseEvent* event) {
    keep_from_map(event);
}

void MapShield::mouseReleaseEvent(QMouseEvent* event) {
    keep_from_map(event);
}

void MapShield::mouseDoubleClickEvent(QMouseEvent* event) {
    keep_from_map(event);
}

void MapShield::contextMenuEvent(QContextMenuEvent* event) {
    event->accept();
}

// Qt tells a widget nothing when the mouse comes to its child.
void MapShield::enterEvent(QEnterEvent* event) {
    QWidget::enterEvent(event);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(parentWidget(), &leave);
}

MapShields::MapShields(QWidget* map) : QObject(map), map_(map) {}

void MapShields::cover(std::vector<QRect> rectangles) {
    if (rectangles == covered_) return;
    covered_ = std::move(rectangles);
    QMetaObject::invokeMethod(this, &MapShields::place, Qt::QueuedConnection);
}

void MapShields::place() {
    while (shields_.size() < covered_.size())
        shields_.push_back(new MapShield(map_));
    for (std::size_t i = 0; i < shields_.size(); ++i) {
        const bool used = i < covered_.size();
        if (used) shields_[i]->setGeometry(covered_[i]);
        shields_[i]->setVisible(used);
    }
}

} // namespace prospect::app
