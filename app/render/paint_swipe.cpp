#include "app/render/paint_swipe.h"

#include "app/render/map_picture.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace prospect::render {

namespace {

constexpr double grip_width = 22;
constexpr double grip_height = 40;
constexpr double name_height = 26;
constexpr double name_above_edge = 88; // above the scale
constexpr double name_gap = 18;        // from the line, past the grip

// A name at one side of the line; `room` reaches from the line to the edge of the map.
void paint_name(QPainter& painter, const QString& name, const QRectF& room, Qt::Alignment side,
                const Theme& theme) {
    const QFontMetricsF metrics(painter.font());
    const double most = room.width() - name_gap - space::inside;
    if (most < 3 * name_height) return;
    const QString text = metrics.elidedText(name, Qt::ElideRight, most - 2 * space::inside);
    QRectF card(0, room.y(), metrics.horizontalAdvance(text) + 2 * space::inside, name_height);
    if (side == Qt::AlignRight)
        card.moveRight(room.right() - name_gap);
    else
        card.moveLeft(room.left() + name_gap);
    painter.setPen(QPen(theme.line, 1));
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(card, 5, 5);
    painter.setPen(theme.text);
    painter.drawText(card, Qt::AlignCenter, text);
}

} // namespace

double SwipeLine::x(double width) const {
    const double edge = std::min(edge_px, width / 2);
    return std::round(std::clamp(share_ * width, edge, width - edge));
}

void SwipeLine::moveTo(double x, double width) {
    if (width <= 0) return;
    const double edge = std::min(edge_px, width / 2);
    share_ = std::clamp(x, edge, width - edge) / width;
}

void paint_swipe_line(QPainter& painter, const QSizeF& map, double x, const SwipeNames& names,
                      const Theme& theme, SwipeState state) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.halo, 5));
    painter.drawLine(QPointF(x, 0), QPointF(x, map.height()));
    painter.setPen(QPen(theme.accent, 2));
    painter.drawLine(QPointF(x, 0), QPointF(x, map.height()));
    QRectF grip(0, 0, grip_width, grip_height);
    grip.moveCenter({x, map.height() / 2});
    const bool focused = state == SwipeState::focused;
    painter.setPen(QPen(focused ? theme.accent : theme.line, focused ? 2 : 1));
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(grip, 6, 6);
    painter.setPen(QPen(theme.accent, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    for (const double side : {-1.0, 1.0}) {
        const QPointF tip = grip.center() + QPointF(side * 7, 0);
        painter.drawPolyline(QPolygonF({tip + QPointF(-side * 4, -5), tip, tip + QPointF(-side * 4, 5)}));
    }
    QFont text = font(TextStyle::secondary);
    text.setWeight(QFont::DemiBold);
    painter.setFont(text);
    const double top = map.height() - name_above_edge - name_height;
    paint_name(painter, names.left, {0, top, x, name_height}, Qt::AlignRight, theme);
    paint_name(painter, names.right, {x, top, map.width() - x, name_height}, Qt::AlignLeft, theme);
    painter.restore();
}

void paint_swipe_side(QPainter& painter, const PaintModel& left, const MapView& view, double x,
                      const Theme& theme) {
    painter.save();
    painter.setClipRect(QRectF(0, 0, x, view.size.height()));
    paint_plan(painter, left, view, theme);
    paint_scale_and_north(painter, view, theme, knows_north(left.site()));
    painter.restore();
}

} // namespace prospect::render
