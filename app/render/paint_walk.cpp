#include "app/render/paint_walk.h"

#include <QPainterPath>

#include <algorithm>

namespace prospect::render {

namespace {

constexpr double ground_share = 0.82; // ways and greenery show through
constexpr double far_px = 8000;       // the rasteriser takes no more

QColor color_of(std::size_t doors, const Theme& theme) {
    return doors < theme.reach.size() ? theme.reach[doors] : faded(theme.cannot_tell, 0.55);
}

QPainterPath path_of(PlanBrush& brush, const std::vector<std::array<Point, 3>>& triangles) {
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    const Box seen = brush.view().box();
    for (const auto& triangle : triangles) {
        Box box;
        for (const Point p : triangle)
            box.add(p);
        if (!box.intersects(seen)) continue;
        if (!brush.go_on()) return path;
        QPolygonF shape;
        bool near = true;
        for (const Point p : triangle) {
            shape.append(brush.pixel(p));
            near = near && std::abs(shape.last().x()) < far_px && std::abs(shape.last().y()) < far_px;
        }
        path.addPolygon(near ? shape : brush.closed_ring(triangle));
        path.closeSubpath();
    }
    return path;
}

} // namespace

void paint_walk(PlanBrush& brush, const WalkGround& ground) {
    for (std::size_t doors = 0; doors < walk_classes && !brush.stopped(); ++doors)
        brush.painter().fillPath(path_of(brush, ground.by_doors[doors]),
                                 faded(color_of(doors, brush.theme()), ground_share));
}

void paint_walk_swatch(QPainter& painter, const QRectF& box, std::size_t doors, const Theme& theme) {
    const QRectF frame = box.adjusted(1.5, 3.5, -1.5, -3.5);
    painter.fillRect(frame, theme.map_ground);
    painter.fillRect(frame, faded(color_of(doors, theme), ground_share));
    painter.setPen(QPen(theme.line, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(frame);
}

} // namespace prospect::render
