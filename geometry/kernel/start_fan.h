// The cones an eye looks into first: around it, cut to the field of view.
#pragma once

#include "geometry/kernel/eye_place.h"

#include <vector>

namespace prospect::kernel {

// A direction that bounds a cone, as a vector from the eye in millimetres: towards a vertex, or a side of the
// field of view (vertex < 0, some length).
struct Limit {
    double x = 0;
    double y = 0;
    std::int32_t vertex = -1;
};

// What lies through `link`, seen between two directions, right to left counter-clockwise, at most half a turn
// apart.
struct Cone {
    Link link = 0;
    Limit right;
    Limit left;
};

// What bounds the view beside a cone, where no other cone does.
struct Side {
    enum class Kind : std::uint8_t { none, field, border };
    Kind kind =
        Kind::none; // field: a side of the field of view; border: a wall or the rim that starts at the eye
    EdgeKind edge = EdgeKind::radial;
    std::int32_t vertex = -1; // border: its end away from the eye
};

struct FanCone {
    Cone cone;
    Side before; // clockwise of the cone
    Side after;  // counter-clockwise of it
};

// A gap of less than 1e-9 degrees is none.
inline bool is_all_round(const Sight& sight) {
    return sight.fov_deg > 360 - 1e-9;
}

// The cones of all open directions around an eye, counter-clockwise. Empty inside a solid. With a field of
// view they start at its right side.
void start_fan(const VisibilityMesh& mesh, const EyePlace& place, const Sight& sight,
               std::vector<FanCone>& fan);

} // namespace prospect::kernel
