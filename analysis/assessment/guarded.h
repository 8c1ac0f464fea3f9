// Rules about how well places are watched by day, by the guardianship score (domain NS-03, NS-13).
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// NS-03: share of the public ground of the study area whose guardianship by day (sightlines.overlooking) is
// at least `guardianship`, per cent: one subject, the site, placed where most of the other ground lies.
// Settings: guardianship, target_height_m, cell_m.
Measured watched_by_day(const MetricInput& input);

// NS-13: share of the spots of each car park whose guardianship by day (sightlines/watched_spots) is at least
// `guardianship`, per cent. The car park's own users do not count. Settings: guardianship, target_height_m.
Measured parking_watched(const MetricInput& input);

// The map of guardianship (sightlines.overlooking) that rules about the whole plan share: of the settings
// cell_m and target_height_m, coarser where the plan is so large that the check keeps to
// most_check_cells, which a note says then.
engine::RunPtr map_of_eyes(const MetricInput& input, Measured& measured);

} // namespace prospect::assessment
