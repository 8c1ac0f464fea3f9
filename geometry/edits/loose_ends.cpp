#include "geometry/edits/loose_ends.h"

#include "geometry/index/spatial_index.h"

#include <algorithm>
#include <optional>

namespace prospect {

namespace {

// The nearest place of a shape's edges.
std::optional<Point> nearest_place(const Geometry& shape, Point p) {
    std::optional<Point> best;
    for_each_edge(shape, [&](VertexPlace, const Segment& edge) {
        const Point place = nearest_on(edge, p);
        if (!best || distance(place, p) < distance(*best, p)) best = place;
    });
    return best;
}

// The nearest place of the lines an end belongs to that is no mere step back along its own: the way there
// along the line is at least three times as long.
std::optional<Point> nearest_again(const Geometry& lines, VertexPlace end, Point p) {
    constexpr double detour = 3;
    std::optional<Point> best;
    const auto ring = lines.ring(end.ring);
    const bool from_front = end.index == 0;
    double along_m = 0;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const Segment edge = from_front ? Segment{ring[i - 1], ring[i]}
                                        : Segment{ring[ring.size() - i], ring[ring.size() - i - 1]};
        const Point place = nearest_on(edge, p);
        const double way_m = along_m + distance(edge.a, place);
        along_m += distance(edge.a, edge.b);
        if (i > 1 && way_m >= detour * distance(place, p) &&
            (!best || distance(place, p) < distance(*best, p)))
            best = place;
    }
    for_each_edge(lines, [&](VertexPlace at, const Segment& edge) {
        if (at.ring == end.ring) return;
        const Point place = nearest_on(edge, p);
        if (!best || distance(place, p) < distance(*best, p)) best = place;
    });
    return best;
}

} // namespace

std::vector<LooseEnd> loose_ends(std::span<const StandingShape> shapes, double widest_m) {
    std::vector<Box> boxes;
    for (const StandingShape& one : shapes)
        boxes.push_back(one.shape->box());
    const SpatialIndex index(boxes);
    std::vector<LooseEnd> found;
    const auto look_at = [&](std::uint32_t i, VertexPlace vertex, Point end) {
        LooseEnd loose{shapes[i].thing, vertex, end, {}};
        for (const std::uint32_t other : index.query(Box{end.x, end.y, end.x, end.y}.grown(widest_m))) {
            const Geometry& shape = *shapes[other].shape;
            const auto place = other == i ? nearest_again(shape, vertex, end) : nearest_place(shape, end);
            if (!place) continue;
            const double gap_m = distance(*place, end);
            if (gap_m <= 0 || (shape.kind == GeometryKind::polygon && contains(shape, end))) return;
            if (gap_m <= widest_m) loose.near.push_back({shapes[other].thing, *place, gap_m});
        }
        std::stable_sort(loose.near.begin(), loose.near.end(),
                         [](const auto& a, const auto& b) { return a.gap_m < b.gap_m; });
        if (!loose.near.empty()) found.push_back(std::move(loose));
    };
    for (std::uint32_t i = 0; i < shapes.size(); ++i) {
        if (shapes[i].shape->kind != GeometryKind::line) continue;
        for (std::size_t r = 0; r < shapes[i].shape->ring_count(); ++r) {
            const auto line = shapes[i].shape->ring(r);
            if (line.size() < 2 || line.front() == line.back()) continue;
            look_at(i, {r, 0}, line.front());
            look_at(i, {r, line.size() - 1}, line.back());
        }
    }
    return found;
}

} // namespace prospect
