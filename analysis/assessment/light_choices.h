// Rules about what is chosen before light is worked out (domain LT-01, LT-07).
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// LT-01: of each route at night, 1 where no lighting class is chosen (lit_class), 0 where one is. The text
// gives the class that the weights of CEN/TR 13201-1 come to (p_class.h) as far as the plan tells them: speed
// and traffic from its kind, parked vehicles from car parks within parked_m of it; use and surroundings count
// as usual. An offer: whoever answers for the route decides. Settings: parked_m.
Measured without_class(const MetricInput& input);

// LT-07: colour rendering (cri) of each lamp within the study area; a gap for those of which it is not given.
// Settings: preferred.
Measured colour_rendering(const MetricInput& input);

} // namespace prospect::assessment
