// What a change of the plan does to the findings near it, told before all the rest is measured again.
#pragma once

#include "analysis/assessment/assess.h"
#include "analysis/assessment/touched.h"

namespace prospect::assessment {

// How near a finding is to what has changed.
inline constexpr double near_change_m = 50;

// before, with the findings of the quick rules within near_change_m of what was touched as they are now.
// Those have no remedies yet. All others are those of before: also those that tell that all values of a rule
// hold, or that some cannot be told. request: of the plan with the change. Cost: on a site of 4 ha a fifth of
// a check.
Assessment near_change(engine::Engine& engine, const engine::Request& request, Assessment before,
                       const Touched& touched, const Progress& progress = {},
                       const Acceptances& acceptances = {});

} // namespace prospect::assessment
