// Whose ground it is (domain TR-01).
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// TR-01: share of the study area's open ground that lies in no zone with an owner, or in zones of different
// owners, per cent. Counted at the centres of square cells. Settings: cell_m.
Measured unassigned_ground(const MetricInput& input);

} // namespace prospect::assessment
