// Walls that cross, touch and overlap become a plane graph on whole millimetres.
#pragma once

#include "geometry/base/progress.h"
#include "geometry/kernel/exact.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace prospect::kernel {

// One straight wall before crossings are resolved. winding: by how much the winding number of the plane is
// higher left of start -> end than right of it; 1 for a side of a ring, 0 for a line.
struct WallSegment {
    Millimetres start;
    Millimetres end;
    int winding = 0;
};

// A plane straight-line graph: edges meet only in their end vertices, no vertex and no edge twice.
struct WallGraph {
    struct Edge {
        int start = 0; // index into vertices; start < end
        int end = 0;
        int winding = 0; // sum over all segments that run along this edge, left of start -> end
    };
    std::vector<Millimetres> vertices; // sorted, each the end of an edge
    std::vector<Edge> edges;           // sorted by start, end
    // By edge, where asked for: places of the segments that run along it, ascending.
    std::vector<std::vector<std::uint32_t>> sources;

    // The index of the edge between two vertices, which must be there. Cost: O(log n).
    std::size_t edge_between(int a, int b) const;
};

// Snap rounding (Hobby 1999; Guibas and Marimont 1998): every end point and every crossing marks the
// half-open pixel of one square millimetre around it as hot, and each segment is led through the centres of
// all hot pixels it passes. No point of a wall moves by more than 0.71 mm, segments that neither cross nor
// pass within a millimetre of another's end do not move at all, no new crossing arises, and one pass is
// enough. Closed chains stay closed, so winding numbers stay consistent. Segments of no length are dropped.
// Cost: O((n + k) log^2 n) for k meeting pairs. Throws Cancelled.
WallGraph snap_round(std::vector<WallSegment> segments, const Progress& progress = {});
// The same with WallGraph::sources.
WallGraph snap_round_with_sources(const std::vector<WallSegment>& segments, const Progress& progress = {});

} // namespace prospect::kernel
