// Whether the light of routes lasts as crowns grow (domain LT-13).
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// LT-13: of each route at night, by how much the least light on the ground along its middle changes from year
// 0 to `years`, per cent, in the season asked for and at the hour of the night; of those with least_lx or
// more in year 0: less says nothing. Crowns grow upwards by what each tree says a year. A gap in phase
// mature, in which planting is grown already. Changes on trial that leave trees and lamps alone leave it as
// it is. Near a lamp that gives no light as it is described it cannot be told. Settings: years, least_lx.
Measured light_kept(const MetricInput& input);

} // namespace prospect::assessment
