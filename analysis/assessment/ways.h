// Rules about ways: to get away, and to get to something unseen (domain AC-07, AC-09).
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// AC-07: how many different ways lead to a refuge (access/ways_out.h) from each path: of its ground within
// the study area the least (smaller nooks with one way out left out), and a subject of its own (path and what
// closes it in, value 1) for each path and place with one way out, of least_m2 or more, that lies beside_m or
// less from its edge or that it leads through. Settings: cell_m, within_m, blocked_m,
// beside_m, least_m2. Refuges are those of access.escape.
Measured ways_out_of_paths(const MetricInput& input);

// AC-09: chance to get unseen to each target on the way where least is seen (access.approach), per cent; 0
// where one gets to only with a key. What nobody gets to with all keys, or has no ground beside it, is a gap:
// the plan lacks something. Of the protect class. Settings: cell_m, notice_m.
Measured unseen_approach(const MetricInput& input);

} // namespace prospect::assessment
