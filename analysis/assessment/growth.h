// Whether sightlines hold as planting grows (domain IM-01).
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// IM-01: for each path, how much its natural surveillance changes from year 0 to `years`, per cent, in the
// season asked for: the smallest of the changes of its mean guardianship by day, of the mean length of way seen
// ahead, both ways, each stretch counted up to reach_m, and of the shortest such length. A guardianship below
// least_score, or a shortest length below least_ahead_m, in year 0 has no change that says anything. A gap in
// phase mature, in which planting is grown already. Settings: years, step_m, eye_height_m, target_height_m,
// reach_m, least_score, least_ahead_m.
Measured kept_as_it_grows(const MetricInput& input);

} // namespace prospect::assessment
