// Rules about how well places are watched, by the guardianship score (domain NS-03, NS-04, NS-13).
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// NS-03: share of the public ground of the study area whose guardianship by day (sightlines.overlooking) is at
// least `guardianship`, per cent: one subject, the site, placed where most of the other ground lies. Settings:
// guardianship, target_height_m, cell_m.
Measured watched_by_day(const MetricInput& input);

// NS-13: share of the spots of each car park whose guardianship by day (sightlines/watched_spots) is at least
// `guardianship`, per cent. The car park's own users do not count. Settings: guardianship, target_height_m.
Measured parking_watched(const MetricInput& input);

// NS-04: the same ground after dark. Nothing but a gap until light is worked out.
Measured watched_after_dark(const MetricInput& input);

} // namespace prospect::assessment
