// Rules about the way to the back of homes (domain AC-03, AC-04).
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// AC-03: share of the rear edges of a row of gardens (access/private_edges.h) to whose other side everybody
// gets, per cent. A row are the rear edges of private zones that follow one another: what one gate or fence
// can mend. Settings: depth_m, half_width_m (front boundaries, as NS-06), widest_gap_m (of the access graph),
// reach_m (how far from the way what stands beside it, for a gate across).
Measured rear_exposed(const MetricInput& input);
// AC-04: how far behind the front of the buildings the gate stands in a passage between them that leads to
// the side or rear of private ground, metres; where a path leads through such a passage and there is no gate
// that is kept shut, the length of the passage. Settings: those of rear_exposed; within_m (how far from the
// passage private edges are looked for), far_m (how far behind it).
Measured rear_gate_setback(const MetricInput& input);

} // namespace prospect::assessment
