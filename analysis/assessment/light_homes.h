// Whether light of lamps disturbs people at home (domain LT-11).
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// LT-11: of each building with windows of homes, the most light on one of them as a share of what the
// environmental zone allows, per cent, in the evening or late at night, whichever is worse: vertical
// illuminance as lighting.trespass has it, before curfew and at the hour of the night, whatever the hour of
// the check. Windows within the study area, and those beyond it that a lamp within it lights most. A window
// in no wall is a subject of its own. What holds cannot be told near a lamp that gives no light as it is
// described, nor can windows on which the light is not known. Settings: zone (1 to 4 for E1 to E4).
Measured light_on_homes(const MetricInput& input);

} // namespace prospect::assessment
