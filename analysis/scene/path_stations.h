// Places along a way at equal steps.
#pragma once

#include "geometry/base/geometry.h"
#include "geometry/site/site.h"

#include <string_view>
#include <vector>

namespace prospect::scene {

struct PathStation {
    double chainage_m = 0; // from the start, along the line
    Point place;
    double azimuth_deg = 0; // forward, clockwise from grid north; at a corner that of the stretch that begins
};

// At 0, step_m, 2 step_m, … and at the end. Of several lines each begins where the one before it ended,
// without the jump between them. Empty for what is no line. step_m: above 0. Cost: corners plus stations.
std::vector<PathStation> path_stations(const Geometry& path, double step_m);

// The line of that name or id that is there in the phase, a path before any other line. Throws Error(refused)
// when there is none, or several of the name.
FeaturePtr path_named(const Site& site, std::string_view name, Phase phase);

} // namespace prospect::scene
