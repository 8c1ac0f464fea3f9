// Where somebody stands who may be looked at.
#pragma once

#include "analysis/scene/space.h"

#include <optional>

namespace prospect::scene {

// The place at that height above the ground of p, above the datum of the terrain; absent within a building
// and where the ground has no height.
std::optional<Point3> standing_spot(const Scene& scene, const Space& space, Point p, double height_m);

} // namespace prospect::scene
