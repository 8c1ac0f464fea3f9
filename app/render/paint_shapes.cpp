// Shapes of a result over the plan.
#include "app/render/map_picture.h"

#include <QPainter>
#include <QPainterPath>

namespace prospect::render {

namespace {

constexpr double place_radius_px = 6;

QPainterPath path_of(const Geometry& geometry, const MapView& view) {
    QPainterPath path;
    for (std::size_t r = 0; r < geometry.ring_count(); ++r) {
        QPolygonF ring;
        for (const Point p : geometry.ring(r))
            ring << view.to_pixel(p);
        path.addPolygon(ring);
        if (geometry.kind == GeometryKind::polygon) path.closeSubpath();
    }
    path.setFillRule(Qt::OddEvenFill);
    return path;
}

} // namespace

void paint_place(QPainter& painter, QPointF pixel, const Theme& theme) {
    painter.setPen(QPen(theme.halo, 2));
    painter.setBrush(theme.accent);
    painter.drawEllipse(pixel, place_radius_px, place_radius_px);
}

void paint_shapes(QPainter& painter, std::span<const Geometry> shapes, const MapView& view,
                  const Theme& theme) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QColor fill = theme.accent;
    fill.setAlphaF(0.22F);
    std::vector<Point> places;
    for (const Geometry& shape : shapes) {
        if (!shape.box().intersects(view.box())) continue;
        if (shape.kind == GeometryKind::point) {
            places.insert(places.end(), shape.points.begin(), shape.points.end());
            continue;
        }
        const bool area = shape.kind == GeometryKind::polygon;
        painter.setBrush(area ? QBrush(fill) : QBrush(Qt::NoBrush));
        painter.setPen(QPen(theme.accent, area ? 1.25 : 2));
        painter.drawPath(path_of(shape, view));
    }
    for (const Point place : places)
        paint_place(painter, view.to_pixel(place), theme);
    painter.restore();
}

} // namespace prospect::render
