// An area as triangles.
#pragma once

#include "geometry/base/geometry.h"

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace prospect::kernel {

// Points on whole millimetres; triangles counter-clockwise; the area lies left of each outline edge.
// Triangles and outline share their points, so that walls put up along the outline leave no gap to a roof.
struct AreaTriangles {
    std::vector<Point> points;
    std::vector<std::array<std::uint32_t, 3>> triangles;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> outline;
};

// How far a corner moves at most: half the diagonal of a square millimetre.
inline constexpr double area_rounding_m = 0.00071;

// All that the rings of a normalised polygon geometry run around more often to the left than to the right:
// courts stay open, parts that overlap become one. No point moves by more than area_rounding_m. Empty when
// nothing is enclosed. Cost: O(n log n).
AreaTriangles triangles_of(const Geometry& polygon);

} // namespace prospect::kernel
