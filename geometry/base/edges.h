// The straight pieces of a shape, and its vertices one by one. Rounded arithmetic: no predicates.
#pragma once

#include "geometry/base/geometry.h"

#include <optional>

namespace prospect {

// The place on the closed segment nearest to p.
Point nearest_on(const Segment& segment, Point p);
// Where two closed segments meet in one place; absent when they do not, or run in one direction.
std::optional<Point> crossing(const Segment& a, const Segment& b);
// Where the straight lines through two segments meet; absent when they run in one direction.
std::optional<Point> crossing_of_lines(const Segment& a, const Segment& b);

// A vertex of a shape: its ring, and its place in the ring. As an edge: the one from that vertex to the next.
struct VertexPlace {
    std::size_t ring = 0;
    std::size_t index = 0;
    bool operator==(const VertexPlace&) const = default;
};

// Calls act(VertexPlace, Segment) for each edge of lines and polygons, the one that closes a ring included.
template <class Act>
void for_each_edge(const Geometry& geometry, Act&& act) {
    if (geometry.kind != GeometryKind::line && geometry.kind != GeometryKind::polygon) return;
    for (std::size_t r = 0; r < geometry.ring_count(); ++r) {
        const auto ring = geometry.ring(r);
        for (std::size_t i = 0; i + 1 < ring.size(); ++i)
            act(VertexPlace{r, i}, Segment{ring[i], ring[i + 1]});
        if (geometry.kind == GeometryKind::polygon && ring.size() > 2)
            act(VertexPlace{r, ring.size() - 1}, Segment{ring.back(), ring.front()});
    }
}

Point vertex(const Geometry& geometry, VertexPlace place);
void move_vertex(Geometry& geometry, VertexPlace place, Point to);
// Puts a vertex into the edge that begins at `edge`; its height is interpolated where there are heights.
void insert_vertex(Geometry& geometry, VertexPlace edge, Point at);
// Takes a vertex away. False, and nothing changes, when the ring would have fewer than two points (three for
// a polygon).
bool remove_vertex(Geometry& geometry, VertexPlace place);

// Whether two edges of one ring meet elsewhere than where they follow each other, or the ring encloses
// nothing: such an outline has no clear inside. Cost: quadratic in the points of the ring.
bool crosses_itself(std::span<const Point> ring);

} // namespace prospect
