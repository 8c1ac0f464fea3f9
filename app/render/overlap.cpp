#include "app/render/overlap.h"

#include <algorithm>

namespace prospect::render {

namespace {

bool left_of(Point a, Point b, Point p) {
    return cross(b - a, p - a) > 0;
}

bool cross_each_other(Point a, Point b, Point c, Point d) {
    return left_of(a, b, c) != left_of(a, b, d) && left_of(c, d, a) != left_of(c, d, b);
}

bool crosses_ring(Point a, Point b, std::span<const Point> ring) {
    for (std::size_t i = 0; i < ring.size(); ++i)
        if (cross_each_other(a, b, ring[i], ring[(i + 1) % ring.size()])) return true;
    return false;
}

bool crosses(Point a, Point b, const Geometry& area) {
    for (std::size_t r = 0; r < area.ring_count(); ++r)
        if (crosses_ring(a, b, area.ring(r))) return true;
    return false;
}

} // namespace

bool meets(const Geometry& thing, const Geometry& area) {
    if (!thing.box().intersects(area.box())) return false;
    if (std::any_of(thing.points.begin(), thing.points.end(), [&](Point p) { return contains(area, p); }))
        return true;
    if (thing.kind == GeometryKind::point) return false;
    for (std::size_t r = 0; r < thing.ring_count(); ++r) {
        const std::span<const Point> ring = thing.ring(r);
        const std::size_t edges = thing.kind == GeometryKind::polygon ? ring.size() : ring.size() - 1;
        for (std::size_t i = 0; i < edges; ++i)
            if (crosses(ring[i], ring[(i + 1) % ring.size()], area)) return true;
    }
    return thing.kind == GeometryKind::polygon && !area.points.empty() &&
           contains(thing, area.points.front());
}

} // namespace prospect::render
