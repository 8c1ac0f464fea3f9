// Rules about whose ground borders on whose (domain TR-02, TR-03).
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// TR-02: how many classes of ownership a door, gate, gap or open edge leaves out (public to private: two).
// What is locked is told of and no more: a lock marks the step.
Measured classes_left_out(const MetricInput& input);
// TR-03: share of a zone's edge with ground of another ownership beyond it that something shows, percent
// (access/zone_edges.h). Settings: least_m (of such edge).
Measured edge_marked(const MetricInput& input);

} // namespace prospect::assessment
