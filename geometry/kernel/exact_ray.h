// How far an eye sees in one direction, exactly: what is touched and what is hit on the way.
#pragma once

#include "geometry/kernel/visibility_mesh.h"

namespace prospect::kernel {

// Whole steps along a ray from the eye. `clear`: the most steps whose closed segment shares no point with any
// wall. `seen`: the most whose segment shares nothing with the walls but corners, each with all its walls
// strictly on one side.
struct RayReach {
    std::int64_t clear = 0;
    std::int64_t seen = 0;
};

// The eye lies in the open and on no wall, in the closed `triangle`; step is not zero. Walks no further than
// `most` steps. Cost: the triangles crossed.
RayReach look_along(const VisibilityMesh& mesh, Millimetres eye, std::int32_t triangle, Millimetres step,
                    std::int64_t most);

// Whether the vertex is an end of any wall.
bool has_wall(const VisibilityMesh& mesh, std::int32_t vertex);

} // namespace prospect::kernel
