#include "app/render/paint_things.h"

#include "app/render/shape_path.h"

#include <QPainter>

#include <algorithm>
#include <numeric>

namespace prospect::render {

namespace {

constexpr double band_px = 5;
constexpr double edge_px = 1;
constexpr double disc_px = 4.5;
constexpr int darker = 160;    // of an edge, per cent
constexpr int lighter = 220;   // of an edge of what is dark itself
constexpr int dark_below = 90; // of 255

QColor edge_of(const QColor& color) {
    return qGray(color.rgb()) < dark_below ? color.lighter(lighter) : color.darker(darker);
}

void paint_one(QPainter& painter, const Geometry& shape, const QColor& color, const MapView& view) {
    const QPen edge(edge_of(color), edge_px, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    if (shape.kind == GeometryKind::point) {
        painter.setPen(edge);
        painter.setBrush(color);
        for (const Point at : shape.points)
            painter.drawEllipse(view.to_pixel(at), disc_px, disc_px);
        return;
    }
    const QPainterPath path = shape_path(shape, view);
    if (shape.kind == GeometryKind::polygon) {
        painter.setPen(edge);
        painter.setBrush(color);
        painter.drawPath(path);
        return;
    }
    const auto band = [&](const QColor& of, double width) {
        painter.strokePath(path, QPen(of, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    };
    band(edge_of(color), band_px + 2 * edge_px);
    band(color, band_px);
}

} // namespace

void paint_things(QPainter& painter, const Field& field, const FieldStyle& style, const MapView& view) {
    std::vector<std::size_t> order(std::min(field.shapes.size(), field.values.size()));
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return field.values[a] < field.values[b]; });
    const FieldColors color_of(style);
    const Box seen = view.box();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const std::size_t i : order)
        if (field.shapes[i].box().grown(band_px / view.pixels_per_m).intersects(seen))
            paint_one(painter, field.shapes[i], QColor::fromRgba(color_of(field.values[i])), view);
    painter.restore();
}

} // namespace prospect::render
