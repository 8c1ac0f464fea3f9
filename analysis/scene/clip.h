// Cutting openings out of barriers drawn as lines and as polygons.
#pragma once

#include "geometry/base/geometry.h"

#include <optional>
#include <span>
#include <vector>

namespace prospect::scene {

// One opening's place, and how much of its host it interrupts.
struct Cut {
    Point center;
    double width_m = 0;
};

// A line geometry without the stretches of each cut's width, measured along the line and centred at the point
// of the line nearest to the cut. A cut acts on the parts that pass within tolerance::opening_host_m of it;
// what would reach beyond an end of a part is dropped, on a closed part it goes round. Without any part left
// the result is empty.
Geometry cut_lines(const Geometry& lines, std::span<const Cut> cuts);

// A line in pieces, in order: what remains, and the stretches of cuts with their place in the span. Cuts that
// overlap: what an earlier one along the line has taken is not the later one's. Neighbouring pieces share
// their points bit by bit. line: closed when it ends where it begins; then a cut goes round.
struct LinePiece {
    std::vector<Point> points;
    std::optional<std::size_t> cut;
};
std::vector<LinePiece> line_pieces(std::span<const Point> line, std::span<const Cut> cuts);

// Where the leaves of a gate would be that fill the holes of cut_polygon(), one for each part it cuts: across
// it, in the middle of the barrier's thickness, and a centimetre into both jambs.
std::vector<Segment> leaves_in(const Geometry& polygon, const Cut& cut);

// The part of a polygon where dot(p - on, normal) <= 0. Parts are split where need be; a part that only
// touches the line stays whole or goes. Rings must be normalised and must not cross.
Geometry half_plane(const Geometry& polygon, Point on, Point normal);

// A polygon geometry without a rectangle of the cut's width across it: perpendicular to the edge nearest to
// the cut, through the thickness there and no further. Acts on parts within tolerance::opening_host_m.
Geometry cut_polygon(const Geometry& polygon, const Cut& cut);

// Distance from p to the nearest edge of lines or rings, also for a p inside. Infinity without edges.
double edge_distance(const Geometry& geometry, Point p);

} // namespace prospect::scene
