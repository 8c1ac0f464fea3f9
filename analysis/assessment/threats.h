// Rules about vehicles as weapons, bollards and crowds (domain TH-01 to TH-06). Protect class: their findings
// are left out for every audience but the police.
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// TH-01: of a crowd place or target (signs left out) that a road ends at, the speed at which the fastest
// run-up meets what stands before it, or the place, km/h; 0 where what stands there was tested with a vehicle
// as heavy and as fast. Settings: those of threat.vehicles (acceleration_ms2, mass_kg, friction,
// entry_speed_kmh, and of gaps widest_m, narrowest_m, bollard_diameter_m).
Measured vehicle_speed(const MetricInput& input);
// TH-02: clear gap between two bollards of a line, and from its ends to the next wall, metres. One narrower
// than a wheelchair holds but is no pass. Settings: widest_m, narrowest_m, bollard_diameter_m.
Measured bollard_gaps(const MetricInput& input);
// TH-03: of an asset (target of that kind), the least distance to what stops a run-up to it, metres. Settings
// as TH-01.
Measured stand_off(const MetricInput& input);
// TH-04: ground of a crowd place straight beyond the end of a road that nothing stops a vehicle from, m2; for
// information where the place is less dense than least_per_m2. Settings: that, least_people, axis_width_m,
// axis_length_m, and those of gaps.
Measured crowd_on_axis(const MetricInput& input);
// TH-05: people on a square metre of a crowd place when it is in use. Settings: least_people, standing_per_m2
// (no graver than to look at up to there).
Measured crowd_density(const MetricInput& input);
// TH-06: people at once in a crowd place; the duties that so many bring are named after capacity_duties.json.
// Settings: least_people.
Measured crowd_duty(const MetricInput& input);

} // namespace prospect::assessment
