// Shapes of a result over the plan.
#include "app/render/map_picture.h"
#include "app/render/shape_path.h"

#include <QPainter>

namespace prospect::render {

namespace {

constexpr double place_radius_px = 6;
constexpr double quiet_radius_px = 2;
constexpr double quiet_opacity = 0.5;
constexpr double quiet_line_opacity = 0.3;
constexpr double quiet_points_px_per_m = 8; // windows stand some metres apart: below this they are a crust

} // namespace

ShapeLook shape_look(std::string_view analysis) {
    // Every window of the plan and every path.
    return analysis == "sightlines.overlooking" ? ShapeLook::quiet : ShapeLook::plain;
}

void paint_place(QPainter& painter, QPointF pixel, const Theme& theme) {
    painter.setPen(QPen(theme.halo, 2));
    painter.setBrush(theme.accent);
    painter.drawEllipse(pixel, place_radius_px, place_radius_px);
}

void paint_shapes(QPainter& painter, std::span<const Geometry> shapes, const MapView& view,
                  const Theme& theme, ShapeLook look) {
    const bool quiet = look == ShapeLook::quiet;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QColor fill = theme.accent;
    fill.setAlphaF(quiet ? 0.1F : 0.22F);
    const QColor line = quiet ? faded(theme.accent, quiet_line_opacity) : theme.accent;
    std::vector<Point> places;
    for (const Geometry& shape : shapes) {
        if (!shape.box().intersects(view.box())) continue;
        if (shape.kind == GeometryKind::point) {
            places.insert(places.end(), shape.points.begin(), shape.points.end());
            continue;
        }
        const bool area = shape.kind == GeometryKind::polygon;
        painter.setBrush(area ? QBrush(fill) : QBrush(Qt::NoBrush));
        painter.setPen(QPen(line, area || quiet ? 1.25 : 2));
        painter.drawPath(shape_path(shape, view));
    }
    if (quiet) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(faded(theme.accent, quiet_opacity));
        if (view.pixels_per_m >= quiet_points_px_per_m)
            for (const Point place : places)
                painter.drawEllipse(view.to_pixel(place), quiet_radius_px, quiet_radius_px);
    } else {
        for (const Point place : places)
            paint_place(painter, view.to_pixel(place), theme);
    }
    painter.restore();
}

} // namespace prospect::render
