// The constrained Delaunay triangulation as flat arrays.
#pragma once

#include "geometry/kernel/exact.h"

#include <array>
#include <utility>
#include <vector>

namespace prospect::kernel {

// Triangles that fill the convex hull of the points. Edge i of a triangle lies opposite its corner i.
struct Triangulation {
    struct Triangle {
        std::array<int, 3> corners;    // indices of points, counter-clockwise
        std::array<int, 3> neighbours; // triangle across edge i, -1 outside the hull
        std::array<bool, 3> constrained;
    };
    std::vector<Triangle> triangles;
};

// points: distinct, not all on one line. constraints: pairs of indices that meet only in their ends. Cost:
// O(n log n). Triangles come in the order of a Hilbert curve, so that near ones lie near each other in
// memory.
Triangulation triangulate(const std::vector<Millimetres>& points,
                          const std::vector<std::pair<int, int>>& constraints);

} // namespace prospect::kernel
