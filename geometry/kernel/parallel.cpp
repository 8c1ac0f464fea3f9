#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"
#include "geometry/kernel/shape_operations.h"

#include <algorithm>

namespace prospect {

namespace {

enum class Ends { open, closed };

// An edge led to its left.
struct LedEdge {
    Segment original;
    Segment led;
};

std::vector<LedEdge> led_edges(std::span<const Point> path, Ends ends, double left_m) {
    std::vector<LedEdge> edges;
    const std::size_t n = path.size();
    for (std::size_t i = 0; i + (ends == Ends::open ? 1 : 0) < n; ++i) {
        const Segment edge{path[i], path[(i + 1) % n]};
        const Point along = edge.b - edge.a;
        if (length(along) == 0) continue;
        const Point left = Point{-along.y, along.x} * (left_m / length(along));
        edges.push_back({edge, {edge.a + left, edge.b + left}});
    }
    return edges;
}

// Where two led edges that follow each other meet; those of one direction meet where the first ends.
Point corner(const LedEdge& before, const LedEdge& after) {
    return crossing_of_lines(before.led, after.led).value_or(before.led.b);
}

// Corners of the led path, the first one where edge 0 begins.
std::vector<Point> corners(const std::vector<LedEdge>& edges, Ends ends) {
    std::vector<Point> result;
    const std::size_t n = edges.size();
    if (ends == Ends::open) result.push_back(edges.front().led.a);
    for (std::size_t i = ends == Ends::open ? 1 : 0; i < n; ++i)
        result.push_back(corner(edges[(i + n - 1) % n], edges[i]));
    if (ends == Ends::open) result.push_back(edges.back().led.b);
    return result;
}

// The edge that would run backwards most, because its neighbours meet before it begins.
std::optional<std::size_t> most_reversed(const std::vector<LedEdge>& edges, const std::vector<Point>& path,
                                         Ends ends) {
    std::optional<std::size_t> found;
    double most = 0;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const Point begin = path[i];
        const Point end = path[ends == Ends::open ? i + 1 : (i + 1) % path.size()];
        const Point along = edges[i].original.b - edges[i].original.a;
        const double forward = dot(end - begin, along) / length(along);
        if (forward < most - tolerance::coordinate_step_m) {
            most = forward;
            found = i;
        }
    }
    return found;
}

double distance_between(const Segment& a, const Segment& b) {
    if (crossing(a, b)) return 0;
    return std::min({distance(a.a, b), distance(a.b, b), distance(b.a, a), distance(b.b, a)});
}

bool keeps_away(const Geometry& led, const Geometry& original, double least_m) {
    bool away = true;
    for_each_edge(led, [&](VertexPlace, const Segment& a) {
        for_each_edge(original, [&](VertexPlace, const Segment& b) {
            away = away && distance_between(a, b) >= least_m - tolerance::on_edge_m;
        });
    });
    return away;
}

std::optional<std::vector<Point>> led_path(std::span<const Point> path, Ends ends, double left_m) {
    std::vector<LedEdge> edges = led_edges(path, ends, left_m);
    const std::size_t least = ends == Ends::open ? 1 : 3;
    while (edges.size() >= least) {
        std::vector<Point> result = corners(edges, ends);
        const auto reversed = most_reversed(edges, result, ends);
        if (!reversed) return result;
        edges.erase(edges.begin() + static_cast<std::ptrdiff_t>(*reversed));
    }
    return std::nullopt;
}

} // namespace

std::optional<Geometry> parallel(const Geometry& shape, double distance_m) {
    Geometry original = shape;
    normalise(original);
    const Ends ends = shape.kind == GeometryKind::polygon ? Ends::closed : Ends::open;
    // Rings have the area on their left: growing leads them to the right.
    const double left_m = ends == Ends::closed ? -distance_m : distance_m;
    Geometry led{.kind = shape.kind};
    for (std::size_t p = 0; p < original.part_count(); ++p) {
        led.begin_part();
        const auto [begin, end] = original.rings_of_part(p);
        for (std::size_t r = begin; r < end; ++r) {
            const auto path = led_path(original.ring(r), ends, left_m);
            if (!path) return std::nullopt;
            const double turn = ends == Ends::closed ? signed_area(*path) : 0;
            const bool turned_over = ends == Ends::closed && (turn > 0) != (r == begin);
            if (turned_over || (ends == Ends::closed && crosses_itself(*path))) return std::nullopt;
            led.add_ring(*path);
        }
    }
    if (led.empty() || !keeps_away(led, original, std::abs(distance_m))) return std::nullopt;
    return led;
}

} // namespace prospect
