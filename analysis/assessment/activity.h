// Rules about when and by what uses a place is alive (domain AS-04 to AS-06).
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// AS-04, for information: for each path, the share of 24 hours, in quarters of an hour of the day asked for,
// in which a use with opening hours within near_m of it is open, per cent: shops, buildings, doors and places
// with hours; garages, stores and car parks are none. The text says it for day, evening and night. Paths that
// only uses without hours are near are a gap. Settings: near_m.
Measured hours_covered(const MetricInput& input);
// AS-05, for information: entropy of the uses of the floor area within the study area, H / ln k, H = -sum p
// ln p over the k different uses, 0 where there is only one. Floor area is the outline times `levels`, else
// height_m / 3, rounded, at least 1; a building of several uses gives each an equal part. A gap where less
// than known_share of the floor area has a use. Settings: known_share.
Measured use_mix(const MetricInput& input);
// AS-06: for each path, from the place furthest from it to the nearest use in which somebody is likely after
// dark, straight, metres: windows and doors and places whose occupation in the evening is at least
// `occupied`. At most most_m is looked for. Settings: step_m, occupied, most_m.
Measured isolation(const MetricInput& input);

} // namespace prospect::assessment
