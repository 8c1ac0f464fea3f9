// Rules about the front of homes (domain TR-05, TR-06).
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// TR-05: how far the public ground keeps from the windows of homes on the ground floor, straight out of the
// wall, metres; of a building the least of its windows. Ground in no zone is public (contract §2); planting
// of 0.5 m and more, which nobody wades through, is none. Settings: far_m (no further is looked), low_m
// (windows with a higher sill need none).
Measured window_strip(const MetricInput& input);
// TR-06: share of the band from 1 to 2 m above the ground that a front boundary (as NS-06) leaves open to
// sight, per cent: access::open_share. Settings: depth_m, half_width_m.
Measured front_open_share(const MetricInput& input);

} // namespace prospect::assessment
