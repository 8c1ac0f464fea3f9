// Rules about the ground floors along the ways (domain AS-01 to AS-03).
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// All measure walls of buildings with openings on the plan, or of a use that has none
// (access/building_fronts); walls of buildings about whose openings nothing is known are a gap. Settings:
// depth_m, active_m, eye_height_m.

// AS-01: share of the walls along each path near a window or door of a room in use, per cent. Settings:
// least_m, the length of wall from which on a path counts.
Measured active_share(const MetricInput& input);
// AS-02: the longest wall of each building along a path without an opening at eye level, metres.
Measured blank_wall(const MetricInput& input);
// AS-03: doors on 100 m of the walls along each road. Settings: least_m.
Measured door_density(const MetricInput& input);

} // namespace prospect::assessment
