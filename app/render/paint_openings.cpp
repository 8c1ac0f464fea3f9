#include "app/render/paint_batches.h"

#include <QLineF>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace prospect::render {

namespace {

// Below the first an opening is not drawn, below the second it is a mark across its wall.
constexpr double least_scale = 1.2; // pixels per metre
constexpr double plan_scale = 6;

// An opening on screen: left and right end for who looks out, and the unit vector outwards.
struct Stretch {
    QPointF left, right, out;
    double length = 0;
};

Stretch stretch_of(const PlanBrush& brush, std::span<const Point> ring) {
    Stretch s;
    s.left = brush.pixel(ring.front());
    s.right = brush.pixel(ring.back());
    s.length = QLineF(s.left, s.right).length();
    const QPointF along = s.length > 0 ? (s.right - s.left) / s.length : QPointF(1, 0);
    s.out = QPointF(along.y(), -along.x());
    return s;
}

// The wall is interrupted: what lies under it shows in the colour of the ground.
void clear_wall(PlanBrush& brush, const Stretch& s, double width) {
    brush.painter().setPen(PlanBrush::pen(brush.theme().map_ground, width, Qt::SolidLine, Qt::FlatCap));
    brush.painter().drawLine(s.left, s.right);
}

// One leaf of length `span` hinged at `hinge`, opened by 90° inwards, with the arc it sweeps.
void draw_leaf(QPainter& painter, QPointF hinge, QPointF closed_end, QPointF inwards) {
    const QPointF span = closed_end - hinge;
    const double length = std::hypot(span.x(), span.y());
    const QPointF open_end = hinge + inwards * length;
    painter.drawLine(hinge, open_end);
    QPainterPath arc(closed_end);
    // Quarter circle by one cubic: control points at 0.5523 of the radius.
    constexpr double quarter = 0.5522847498;
    const QPointF along = span / std::max(length, 1e-9);
    arc.cubicTo(closed_end + inwards * (length * quarter), open_end + along * (length * quarter), open_end);
    QPen pen = painter.pen();
    const QPen leaf = pen;
    pen.setWidthF(0.75);
    pen.setColor(faded(pen.color(), 0.6));
    painter.setPen(pen);
    painter.drawPath(arc);
    painter.setPen(leaf);
}

void draw_plan_symbol(PlanBrush& brush, Symbol symbol, const Stretch& s) {
    QPainter& painter = brush.painter();
    const QPointF middle = (s.left + s.right) / 2;
    // The ticks of a fence reach further than a wall is thick.
    const bool in_fence = symbol == Symbol::gate || symbol == Symbol::gap;
    const double wall = std::max(in_fence ? 8.0 : 3.0, brush.px(0.3));
    const QPen thin = PlanBrush::pen(brush.theme().opening, 1.25, Qt::SolidLine, Qt::FlatCap);
    clear_wall(brush, s, wall);
    painter.setPen(thin);
    painter.setBrush(Qt::NoBrush);
    // Jambs: the ends of the wall on both sides.
    const QPointF half = s.out * (wall / 2);
    painter.drawLine(s.left - half, s.left + half);
    painter.drawLine(s.right - half, s.right + half);
    if (symbol == Symbol::window) {
        painter.drawLine(s.left, s.right);
    } else if (symbol == Symbol::door) {
        draw_leaf(painter, s.left, s.right, -s.out);
    } else if (symbol == Symbol::gate) {
        draw_leaf(painter, s.left, middle, s.out);
        draw_leaf(painter, s.right, middle, s.out);
    }
}

void draw_mark(PlanBrush& brush, Symbol symbol, const Stretch& s) {
    QPainter& painter = brush.painter();
    const QPointF middle = (s.left + s.right) / 2;
    const QPointF along(-s.out.y(), s.out.x());
    // Gates are what one looks for on a whole plan: never shorter than a glance can find.
    const double least = symbol == Symbol::window ? 0 : symbol == Symbol::door ? 2.5 : 5;
    const double half = std::max(s.length, least) / 2;
    const Stretch mark{middle - along * half, middle + along * half, s.out, 2 * half};
    if (symbol == Symbol::window) {
        painter.setPen(PlanBrush::pen(brush.theme().halo, 1.5, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(mark.left, mark.right);
        return;
    }
    clear_wall(brush, mark, 3.5);
    painter.setPen(
        PlanBrush::pen(brush.theme().opening, symbol == Symbol::door ? 2 : 1.25, Qt::SolidLine, Qt::FlatCap));
    if (symbol == Symbol::door)
        painter.drawLine(mark.left, mark.right);
    else
        for (const QPointF end : {mark.left, mark.right})
            painter.drawLine(end - s.out * 3, end + s.out * 3);
}

} // namespace

void paint_openings(PlanBrush& brush, const Batch& batch) {
    const double scale = brush.view().pixels_per_m;
    if (scale < least_scale) return;
    for (const std::uint32_t i : brush.visible(batch)) {
        if (!brush.go_on()) return;
        const PaintItem& item = batch.items[i];
        brush.set_opacity_for(item);
        for (std::uint32_t r = item.first_ring; r < item.first_ring + item.ring_count; ++r) {
            const Stretch s = stretch_of(brush, batch.ring(r));
            if (scale >= plan_scale)
                draw_plan_symbol(brush, batch.symbol, s);
            else
                draw_mark(brush, batch.symbol, s);
        }
    }
}

} // namespace prospect::render
