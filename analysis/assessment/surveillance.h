// Rules about who can see what (domain NS-05, NS-14; NS-20 is our own).
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// NS-05: number of clear lines to a main entrance: windows of other buildings, and one for the street.
// Settings: reach_m, eye_height_m, target_height_m.
Measured entrance_seen(const MetricInput& input);
// NS-14: number of windows with a clear line to a seat, play area, stop, cash machine or bin store; of an
// area, the mean over its spots. Settings: reach_m, target_height_m.
Measured stay_overlooked(const MetricInput& input);
// NS-20: of the public ground along each path that fewer than `windows` windows see and from which less than
// the threshold is seen: the mean ground seen, square metres; the whole circle of reach_m where there is no
// such ground. Settings: cell_m, reach_m, eye_height_m, target_height_m, path_m (how far from a path ground
// belongs to it), least_m2 (less ground than that is left out).
Measured least_seen(const MetricInput& input);

} // namespace prospect::assessment
