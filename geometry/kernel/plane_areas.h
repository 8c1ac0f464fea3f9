// The areas that a plane graph encloses.
#pragma once

#include "geometry/kernel/snap_rounding.h"

#include <optional>

namespace prospect::kernel {

// Rings are indices of vertices: the outer one counter-clockwise, inner ones clockwise.
struct PlaneArea {
    std::vector<int> outer;
    std::vector<std::vector<int>> inner;
};

// Every face with a winding number above 0, one area for each; edges that do not part two faces are left out.
// A ring meets itself in no vertex. In the order of the graph. Cost: O(n log n + c n) for c connected pieces
// of the graph.
std::vector<PlaneArea> faces_inside(const WallGraph& graph);
// The bounded face around p, whatever the winding numbers, with the pieces that lie in it as inner rings;
// absent when p is not enclosed. Cost: O(n log n) and, for each boundary in the face, the boundaries of the
// graph.
std::optional<PlaneArea> face_around(const WallGraph& graph, Millimetres p);
// The graph of the edges that part what has a winding number above 0 from what has not.
WallGraph outline_of_inside(const WallGraph& graph);

} // namespace prospect::kernel
