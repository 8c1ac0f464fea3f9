// Where an eye stands in the mesh: in the open, on a wall, at a corner, or inside a solid.
#pragma once

#include "geometry/kernel/visibility_mesh.h"

namespace prospect::kernel {

struct EyePlace {
    enum class Kind : std::uint8_t { in_triangle, on_edge, at_vertex };

    ViewStatus status = ViewStatus::ok;
    Kind kind = Kind::in_triangle;
    Eye eye;
    Point metres;              // of the eye, in the caller's coordinates
    std::int32_t triangle = 0; // that holds the eye; for on_edge one side of the wall
    int edge = 0;              // on_edge: the wall, as an edge of `triangle`
    std::int32_t vertex = 0;   // at_vertex
};

// An eye within tolerance::on_edge_m of a corner of a wall is moved to the nearest one, else to the nearest
// wall that near. Walls with solids on both sides do not count. Throws Error(refused) for an eye outside the
// bounds.
EyePlace place_eye(const VisibilityMesh& mesh, Point metres);

} // namespace prospect::kernel
