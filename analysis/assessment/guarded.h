// Rules about how well places are watched, by the guardianship score (domain NS-04, NS-13).
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// NS-13: share of the spots of each car park whose guardianship by day (sightlines/watched_spots) is at least
// `guardianship`, per cent. The car park's own users do not count. Settings: guardianship, target_height_m.
Measured parking_watched(const MetricInput& input);

// NS-04: the same ground after dark. Nothing but a gap until light is worked out.
Measured watched_after_dark(const MetricInput& input);

} // namespace prospect::assessment
