// Rules about how many windows and doors look on paths and on one another, for information (domain NS-01,
// NS-02, NS-19).
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// Both ranks are of a path among the others, per cent: the share of them that have strictly less on a metre;
// 100 for one that no other has more than, 0 for one with none at all. Paths are those of
// sightlines/path_watch.h. With fewer than least_paths of them a gap. Openings count that are at most
// highest_m high. Settings: step_m, target_height_m, highest_m, least_paths.

// NS-01: rank by road surveillability (van Asten): windows and doors with a clear line to any spot of the
// path within 43 m, on a metre.
Measured road_surveillability(const MetricInput& input);
// NS-02: rank by occupant surveillability (van Asten): clear lines from other windows and doors within 43 m
// to those along the path, on a metre of it. An opening belongs to the path nearest to it within along_m.
// Paths without any are left out.
Measured occupant_surveillability(const MetricInput& input);
// NS-19: what one more opening would add to the guardianship by day along the path, in points of a hundred:
// the mean over its spots of (1 - S)(1 - (1 - W)^(1/n)), S the guardianship, W that of openings alone and n the
// openings that see the spot: one that adds as much as those there do. Spots that none sees are left out. Settings: step_m,
// target_height_m.
Measured gain_of_an_opening(const MetricInput& input);

} // namespace prospect::assessment
