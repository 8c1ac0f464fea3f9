// Whether a shape can stand for a role, and the way to make it so where that loses nothing.
#pragma once

#include "geometry/base/geometry.h"
#include "geometry/site/role.h"

#include <optional>
#include <string>

namespace prospect::io {

struct FittedShape {
    Geometry geometry;
    std::string change;            // "a closed line became an area"; empty when the shape was right
    std::optional<double> crown_m; // of a crown drawn as an area: diameter of the circle of the same area
};

// Closed lines become areas where the role wants areas; a bench drawn as a line, a lamp, camera or tree drawn
// as a small area becomes a point. Absent: the shape cannot be of this role.
std::optional<FittedShape> fit_shape(Role role, const Geometry& geometry);

} // namespace prospect::io
