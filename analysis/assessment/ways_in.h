// Rules about how one gets in and out (domain AC-01, AC-02, AC-11).
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// AC-01: ways into shared ground (semi-private and restricted zones) on 100 m of its edge: doors, gates,
// gaps, and each open stretch as one.
Measured ways_in_on_100m(const MetricInput& input);
// AC-02: number of ways in that nothing controls among those that have to be closed so that nobody gets from
// the public realm to semi-private, private or restricted ground (least cut, access/sealing.h); one for
// ground that open edges lead to. Of semi-private ground never more than told of.
Measured uncontrolled_ways_in(const MetricInput& input);
// AC-11: 1 for a building or a semi-public or semi-private zone that nobody gets out of without a key, else
// 0.
Measured shut_in(const MetricInput& input);

} // namespace prospect::assessment
