// The shape of a feature: points, lines or polygons, single or multi, in flat arrays.
#pragma once

#include "geometry/base/box.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace prospect {

enum class GeometryKind : std::uint8_t { none, point, line, polygon };

// Points of all rings lie one after another. A ring (a line, a polygon's outer or inner ring, or one point) starts at
// ring_starts[r]; a part (one point, one line, one polygon with its inner rings) starts at ring part_starts[p].
// Polygon rings are closed without repeating the first point, outer rings counter-clockwise, inner ones clockwise,
// once normalise() has run. z is empty, or holds one height for each point.
struct Geometry {
    GeometryKind kind = GeometryKind::none;
    std::vector<Point> points;
    std::vector<std::uint32_t> ring_starts;
    std::vector<std::uint32_t> part_starts;
    std::vector<double> z;
    bool operator==(const Geometry&) const = default;

    bool empty() const { return points.empty(); }
    std::size_t ring_count() const { return ring_starts.size(); }
    std::size_t part_count() const { return part_starts.size(); }
    std::span<const Point> ring(std::size_t r) const;
    // First ring of part p and one past its last.
    std::pair<std::size_t, std::size_t> rings_of_part(std::size_t p) const;
    Box box() const { return box_of(points); }

    // Begin a part, then its rings one by one.
    void begin_part();
    void add_ring(std::span<const Point> ring_points);

    static Geometry make_point(Point p);
    static Geometry make_line(std::span<const Point> line);
    static Geometry make_polygon(std::span<const Point> outer, std::span<const std::vector<Point>> inner = {});
};

// Signed area of a ring: positive when counter-clockwise. Square metres.
double signed_area(std::span<const Point> ring);
// Area of all polygons less their inner rings; 0 for other kinds. Square metres.
double area(const Geometry& geometry);
// Length of all lines, or of all polygon rings. Metres.
double length(const Geometry& geometry);
// Orients polygon rings (outer counter-clockwise, inner clockwise; the first point stays first), drops repeated
// neighbours and a repeated last point. Doing it again changes nothing.
void normalise(Geometry& geometry);
// Whether p is in a part, by the even-odd rule; a point exactly on an edge may fall on either side.
bool contains(const Geometry& polygon, Point p);
// Distance from p to the nearest vertex or edge (0 inside a polygon). Infinity when empty.
double distance(const Geometry& geometry, Point p);
// A point to hang a label on: the first point; the middle of the longest line; the centroid of the largest part's outer
// ring when that lies inside the polygon, else a point within it. The origin when there are no points.
Point label_point(const Geometry& geometry);
Geometry translated(Geometry geometry, Point offset);
// The nearest multiple of tolerance::coordinate_step_m: what a file can hold exactly. Everything that enters a site
// (import, edits, opening) goes through it. Heights stay as they are.
Point on_grid(Point local);
void put_on_grid(Geometry& local);

// "point", "line", "polygon" or "none".
std::string name_of(GeometryKind kind);

} // namespace prospect
