#include "geometry/base/edges.h"

#include <algorithm>

namespace prospect {

namespace {

std::size_t place_in_points(const Geometry& geometry, VertexPlace place) {
    return geometry.ring_starts[place.ring] + place.index;
}

bool has_heights(const Geometry& geometry) {
    return geometry.z.size() == geometry.points.size();
}

// Shares of a and b at which their straight lines meet.
std::optional<std::pair<double, double>> shares_of_crossing(const Segment& a, const Segment& b) {
    const Point along_a = a.b - a.a;
    const Point along_b = b.b - b.a;
    const double turn = cross(along_a, along_b);
    // Directions that differ by less than a billionth part of a turn count as one.
    if (std::abs(turn) <= 1e-9 * length(along_a) * length(along_b)) return std::nullopt;
    const Point between = b.a - a.a;
    return std::pair{cross(between, along_b) / turn, cross(between, along_a) / turn};
}

bool on_segment(Point p, const Segment& segment) {
    return distance(p, segment) == 0;
}

// Any common place, running along each other included.
bool meet(const Segment& a, const Segment& b) {
    if (crossing(a, b)) return true;
    return on_segment(a.a, b) || on_segment(a.b, b) || on_segment(b.a, a) || on_segment(b.b, a);
}

// Two edges that follow each other and fold back.
bool folds_back(Point before, Point corner, Point after) {
    const Point in = before - corner;
    const Point out = after - corner;
    return cross(in, out) == 0 && dot(in, out) > 0;
}

} // namespace

Point nearest_on(const Segment& segment, Point p) {
    const Point along = segment.b - segment.a;
    const double squared = dot(along, along);
    if (squared == 0) return segment.a;
    const double share = std::clamp(dot(p - segment.a, along) / squared, 0.0, 1.0);
    return share == 1 ? segment.b : segment.a + along * share;
}

std::optional<Point> crossing(const Segment& a, const Segment& b) {
    const auto shares = shares_of_crossing(a, b);
    if (!shares) return std::nullopt;
    const auto [at_a, at_b] = *shares;
    if (at_a < 0 || at_a > 1 || at_b < 0 || at_b > 1) return std::nullopt;
    return a.a + (a.b - a.a) * at_a;
}

std::optional<Point> crossing_of_lines(const Segment& a, const Segment& b) {
    const auto shares = shares_of_crossing(a, b);
    if (!shares) return std::nullopt;
    return a.a + (a.b - a.a) * shares->first;
}

Point vertex(const Geometry& geometry, VertexPlace place) {
    return geometry.ring(place.ring)[place.index];
}

void move_vertex(Geometry& geometry, VertexPlace place, Point to) {
    geometry.points[place_in_points(geometry, place)] = to;
}

void insert_vertex(Geometry& geometry, VertexPlace edge, Point at) {
    const std::size_t first = place_in_points(geometry, edge);
    const auto ring = geometry.ring(edge.ring);
    const std::size_t next = edge.index + 1 < ring.size() ? first + 1 : geometry.ring_starts[edge.ring];
    const auto offset = static_cast<std::ptrdiff_t>(first + 1);
    if (has_heights(geometry)) {
        const double whole = distance(geometry.points[first], geometry.points[next]);
        const double share =
            whole > 0 ? std::clamp(distance(geometry.points[first], at) / whole, 0.0, 1.0) : 0;
        geometry.z.insert(geometry.z.begin() + offset,
                          geometry.z[first] + share * (geometry.z[next] - geometry.z[first]));
    }
    geometry.points.insert(geometry.points.begin() + offset, at);
    for (std::size_t r = edge.ring + 1; r < geometry.ring_count(); ++r)
        ++geometry.ring_starts[r];
}

bool remove_vertex(Geometry& geometry, VertexPlace place) {
    const std::size_t least = geometry.kind == GeometryKind::polygon ? 3 : 2;
    if (geometry.ring(place.ring).size() <= least) return false;
    const auto offset = static_cast<std::ptrdiff_t>(place_in_points(geometry, place));
    if (has_heights(geometry)) geometry.z.erase(geometry.z.begin() + offset);
    geometry.points.erase(geometry.points.begin() + offset);
    for (std::size_t r = place.ring + 1; r < geometry.ring_count(); ++r)
        --geometry.ring_starts[r];
    return true;
}

bool crosses_itself(std::span<const Point> ring) {
    const std::size_t n = ring.size();
    if (n < 3 || signed_area(ring) == 0) return true;
    const auto edge = [&](std::size_t i) { return Segment{ring[i], ring[(i + 1) % n]}; };
    // Most pairs are told apart by the rectangles around them.
    std::vector<Box> boxes(n);
    for (std::size_t i = 0; i < n; ++i) {
        boxes[i].add(ring[i]);
        boxes[i].add(ring[(i + 1) % n]);
    }
    for (std::size_t i = 0; i < n; ++i) {
        if (folds_back(ring[i], ring[(i + 1) % n], ring[(i + 2) % n])) return true;
        for (std::size_t j = i + 2; j < n; ++j)
            if ((j + 1) % n != i && boxes[i].intersects(boxes[j]) && meet(edge(i), edge(j))) return true;
    }
    return false;
}

} // namespace prospect
