// Corners beside a way from which nobody can get away (domain NS-12).
#pragma once

#include "analysis/assessment/metric.h"
#include "analysis/sightlines/trap_spots.h"

namespace prospect::assessment {

// NS-12: per path, and per thing that closes it in: 1 where spots beside the path are a trap
// (sightlines/trap_spots.h), else 0. Settings: cell_m, eye_height_m, reach_m, enclosure, exit_m, route_m.
Measured entrapment(const MetricInput& input);

// A wall, fence or hedge one may open.
bool opens(const Facts& facts, const Feature& wall);
// The step that makes a gap in the wall there, open to all; absent where the plan has no layer of openings.
std::optional<AddFeatures> open_gap(const Facts& facts, const Feature& wall, Point at, double width_m);

// All corners of the plan, for trials of changes to be compared with (KnownBefore).
sightlines::Traps all_traps(const MetricInput& input);

} // namespace prospect::assessment
