// Whether sightlines hold as planting grows (domain IM-01).
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// IM-01: for each path, how much its natural surveillance changes from year 0 to `years`, per cent, in the
// season asked for: the smaller of the changes of its mean guardianship by day and of the mean length of way
// seen ahead, both ways, each stretch counted up to reach_m. A score below least_score in year 0 has no
// change that says anything. Settings: years, step_m, eye_height_m, target_height_m, reach_m, least_score.
Measured kept_as_it_grows(const MetricInput& input);

} // namespace prospect::assessment
