// Whether people find the entrances (domain AC-08).
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// AC-08: visual steps from where the paths enter the site to a main entrance: 1 where it is seen from one of
// these places, 2 where it is seen from a place of a path that one of them sees, 3 where it takes more.
// Seen: a clear line between an eye and a point 1.5 m high before the door, from the side it opens to, within
// reach_m. Settings: reach_m, step_m (along paths), eye_height_m. Cost: a line for each entrance and place of
// a path.
Measured entrance_steps(const MetricInput& input);

} // namespace prospect::assessment
