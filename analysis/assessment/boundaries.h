// Rules about the edges of private ground (domain NS-06, TR-04, AC-10).
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// NS-06: height of what stands between a main entrance and the street before it and blocks sight, metres; 0
// for what is seen through. Settings: depth_m (how far before the door a boundary is looked for),
// half_width_m.
Measured front_boundary_height(const MetricInput& input);
// TR-04: height of barriers between private ground and other ground, front boundaries left out, metres.
// Settings: those of front_boundary_height, least_length_m.
Measured side_rear_height(const MetricInput& input);
// AC-10: number of things to climb on, lower than it, outside and near each side or rear boundary, and near
// windows out of reach from the ground. Settings: those of side_rear_height, near_m, low_m, high_m, step_m
// (less far below its top is no help), window_m.
Measured climbing_aids(const MetricInput& input);

// Whether it keeps people out of private ground and so must stay high: a wall, fence, hedge or railing that
// has private ground on one side or both for the least length of TR-04, and is not the front boundary of that
// ground as NS-06 looks for them (both with the settings of the catalogue).
bool keeps_people_out(const Facts& facts, const Feature& barrier);

} // namespace prospect::assessment
