#include "app/render/paint_rank.h"

#include <QPainter>

namespace prospect::render {

void paint_rank(QPainter& painter, QPointF at, std::size_t rank, double radius, const Theme& theme) {
    QFont number = font(TextStyle::body);
    number.setPixelSize(radius > 10 ? 13 : 10);
    number.setWeight(QFont::DemiBold);
    painter.setFont(number);
    painter.setPen(QPen(theme.halo, 2));
    painter.setBrush(theme.mark);
    painter.drawEllipse(at, radius, radius);
    painter.setPen(theme.on_mark);
    painter.drawText(QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius), Qt::AlignCenter,
                     QString::number(rank));
}

} // namespace prospect::render
