// The area that lines of a drawing enclose around a place, and what is missing where they do not.
#pragma once

#include "geometry/base/geometry.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace prospect {

struct EnclosedArea {
    Geometry area;                    // one polygon; what lies free within it is left out as inner rings
    std::vector<std::uint32_t> lines; // those along its rings, by their place in the span, ascending
};

// The face around p of the plane as the lines part it; they may cross, touch, overlap and have loose ends.
// Absent when p is not enclosed. Crossings are rounded to whole millimetres, ends keep their bits; where a
// line goes straight on there is no vertex. Cost: O((n + k) log^2 n) for k meeting pairs.
std::optional<EnclosedArea> enclosed_area(std::span<const Segment> lines, Point p);

// Straight pieces that would close what is open: from each loose end in the box to other loose ends and to
// other lines near it, at most that long, the shortest first. Cost: loose ends × lines.
std::vector<Segment> closing_pieces(std::span<const Segment> lines, const Box& within, double longest_m);

} // namespace prospect
