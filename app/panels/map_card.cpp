#include "app/panels/map_card.h"

#include "app/render/style.h"

#include <QPainter>

namespace prospect::app {

MapCard::MapCard(QWidget* parent) : QWidget(parent) {
    setCursor(Qt::ArrowCursor);
}

void MapCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(palette().color(QPalette::Mid));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), render::space::radius,
                            render::space::radius);
}

} // namespace prospect::app
