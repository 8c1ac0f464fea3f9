#include "app/render/shape_path.h"

namespace prospect::render {

QPainterPath shape_path(const Geometry& shape, const MapView& view) {
    QPainterPath path;
    path.setFillRule(Qt::OddEvenFill);
    for (std::size_t r = 0; r < shape.ring_count(); ++r) {
        QPolygonF ring;
        for (const Point p : shape.ring(r))
            ring << view.to_pixel(p);
        path.addPolygon(ring);
        if (shape.kind == GeometryKind::polygon) path.closeSubpath();
    }
    return path;
}

} // namespace prospect::render
