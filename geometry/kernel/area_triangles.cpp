#include "geometry/kernel/area_triangles.h"

#include "geometry/base/tolerances.h"
#include "geometry/kernel/snap_rounding.h"
#include "geometry/kernel/triangulation.h"

#include <cmath>

namespace prospect::kernel {

namespace {

constexpr double units = tolerance::kernel_units_per_m;
// Corners of a frame around the area, so that the hull of all points lies outside it.
constexpr std::int64_t frame_margin_mm = 1000;

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

std::vector<WallSegment> sides_of(const Geometry& polygon, Point origin) {
    const auto round = [&](Point p) {
        return Millimetres{std::llround((p.x - origin.x) * units), std::llround((p.y - origin.y) * units)};
    };
    std::vector<WallSegment> sides;
    for (std::size_t r = 0; r < polygon.ring_count(); ++r) {
        const auto ring = polygon.ring(r);
        for (std::size_t i = 0; i < ring.size(); ++i)
            sides.push_back({round(ring[i]), round(ring[(i + 1) % ring.size()]), 1});
    }
    return sides;
}

std::vector<Millimetres> framed(std::vector<Millimetres> points) {
    Millimetres low = points.front();
    Millimetres high = points.front();
    for (const Millimetres& p : points) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    low = {low.x - frame_margin_mm, low.y - frame_margin_mm};
    high = {high.x + frame_margin_mm, high.y + frame_margin_mm};
    points.insert(points.end(), {low, {high.x, low.y}, high, {low.x, high.y}});
    return points;
}

// Ends of the edge opposite corner i, the triangle on its left.
std::pair<int, int> edge(const Triangulation::Triangle& triangle, std::size_t i) {
    return {triangle.corners[(i + 1) % 3], triangle.corners[(i + 2) % 3]};
}

// How often the rings run around each triangle, carried inwards from the frame.
std::vector<int> windings(const Triangulation& triangulation, const WallGraph& graph) {
    const auto& triangles = triangulation.triangles;
    std::vector<int> winding(triangles.size(), 0);
    std::vector<bool> known(triangles.size(), false);
    std::vector<int> open;
    for (std::size_t t = 0; t < triangles.size() && open.empty(); ++t)
        for (const int neighbour : triangles[t].neighbours)
            if (neighbour < 0 && open.empty()) open.push_back(static_cast<int>(t));
    for (const int t : open)
        known[at(t)] = true;
    while (!open.empty()) {
        const std::size_t t = at(open.back());
        open.pop_back();
        for (std::size_t i = 0; i < 3; ++i) {
            const int next = triangles[t].neighbours[i];
            if (next < 0 || known[at(next)]) continue;
            int step = 0;
            if (triangles[t].constrained[i]) {
                const auto [a, b] = edge(triangles[t], i);
                const int sum = graph.edges[graph.edge_between(a, b)].winding;
                step = a < b ? sum : -sum;
            }
            winding[at(next)] = winding[t] - step;
            known[at(next)] = true;
            open.push_back(next);
        }
    }
    return winding;
}

} // namespace

AreaTriangles triangles_of(const Geometry& polygon) {
    AreaTriangles made;
    if (polygon.kind != GeometryKind::polygon || polygon.empty()) return made;
    const Point middle = polygon.box().center();
    const Point origin{std::round(middle.x), std::round(middle.y)};
    const WallGraph graph = snap_round(sides_of(polygon, origin));
    if (graph.vertices.empty()) return made;
    std::vector<std::pair<int, int>> constraints;
    for (const WallGraph::Edge& side : graph.edges)
        constraints.emplace_back(side.start, side.end);
    const Triangulation triangulation = triangulate(framed(graph.vertices), constraints);
    const std::vector<int> winding = windings(triangulation, graph);
    for (const Millimetres& p : graph.vertices)
        made.points.push_back({(origin.x * units + static_cast<double>(p.x)) / units,
                               (origin.y * units + static_cast<double>(p.y)) / units});
    for (std::size_t t = 0; t < winding.size(); ++t) {
        if (winding[t] <= 0) continue;
        const auto& triangle = triangulation.triangles[t];
        made.triangles.push_back({static_cast<std::uint32_t>(triangle.corners[0]),
                                  static_cast<std::uint32_t>(triangle.corners[1]),
                                  static_cast<std::uint32_t>(triangle.corners[2])});
        for (std::size_t i = 0; i < 3; ++i) {
            const int beyond = triangle.neighbours[i];
            if (beyond >= 0 && winding[at(beyond)] > 0) continue;
            const auto [a, b] = edge(triangle, i);
            made.outline.emplace_back(static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b));
        }
    }
    return made;
}

} // namespace prospect::kernel
