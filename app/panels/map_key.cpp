#include "app/panels/map_key.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace prospect::app {

namespace {

using namespace render::space;

constexpr double row_px = 20;
constexpr double swatch_px = 26;

double widest(const std::vector<MapKeyRow>& rows) {
    const QFontMetricsF metrics(render::font(render::TextStyle::secondary));
    double width = 0;
    for (const MapKeyRow& row : rows)
        width = std::max(width, metrics.horizontalAdvance(row.text));
    return width;
}

} // namespace

QRectF map_key_rect(QPointF bottom_left, const std::vector<MapKeyRow>& rows) {
    if (rows.empty()) return {};
    const double height = row_px * static_cast<double>(rows.size()) + 2 * inside;
    return {bottom_left.x(), bottom_left.y() - height, widest(rows) + swatch_px + inside + 2 * between,
            height};
}

void paint_map_key(QPainter& painter, QPointF bottom_left, const std::vector<MapKeyRow>& rows,
                   const render::Theme& theme) {
    if (rows.empty()) return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = map_key_rect(bottom_left, rows);
    painter.setPen(QPen(theme.line, 1));
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.setFont(render::font(render::TextStyle::secondary));
    QRectF row(frame.left() + between, frame.top() + inside, swatch_px, row_px);
    for (const MapKeyRow& one : rows) {
        one.swatch(painter, row);
        painter.setPen(theme.text);
        painter.drawText(QRectF(row.right() + inside, row.top(), frame.width(), row_px),
                         Qt::AlignLeft | Qt::AlignVCenter, one.text);
        row.translate(0, row_px);
    }
    painter.restore();
}

void paint_line_swatch(QPainter& painter, const QRectF& box, const QPen& pen) {
    painter.setPen(pen);
    painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()));
}

} // namespace prospect::app
