// Corners beside a way from which nobody can get away (domain NS-12).
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// NS-12: per path, and per thing that closes it in: 1 where spots beside the path are a trap, else 0. A spot
// is a trap when walls at eye height take up the share `enclosure` of all directions within reach_m, all
// openings wide enough for a person but one are closed, and that one is at most exit_m wide and route_m from
// the path. Settings: cell_m, eye_height_m, reach_m, enclosure, exit_m, route_m.
Measured entrapment(const MetricInput& input);

} // namespace prospect::assessment
