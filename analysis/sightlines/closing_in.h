// What bounds the view from a spot.
#pragma once

#include "analysis/engine/context.h"

#include <utility>
#include <vector>

namespace prospect::sightlines {

// Buildings, barriers, planting and trees that somebody at p has before the eyes within reach, in the
// horizontal plane at that height; in the order of roles and layers.
std::vector<std::pair<Role, FeaturePtr>> closing_in(const engine::Context& context, Point p,
                                                    double eye_height_m, double reach_m);

} // namespace prospect::sightlines
