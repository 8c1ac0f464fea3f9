// How the place is kept (domain IM-04).
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// IM-04: share of the lamps of which the plan says how they are kept (luminaire.maintenance), per cent. It
// has no settings.
Measured maintenance_stated(const MetricInput& input);

} // namespace prospect::assessment
