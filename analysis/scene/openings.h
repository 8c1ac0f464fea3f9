// The windows, doors and gates of a plan, with those that are only assumed where that was agreed to.
#pragma once

#include "geometry/site/site.h"
#include "geometry/site/time_context.h"

#include <vector>

namespace prospect::scene {

// How buildings without windows are taken: as drawn, or with a window every 3 m and storey (assume_windows,
// geometry/site/assume.h).
enum class MissingWindows : std::uint8_t { leave_out, assume };

struct PlanOpening {
    FeaturePtr feature;
    bool assumed = false; // put there by MissingWindows::assume, or on the plan with its kind assumed
};

// Those present in the phase, in layer order; assumed ones that are not on the plan come last.
std::vector<PlanOpening> openings_of(const Site& site, Phase phase, MissingWindows missing);

} // namespace prospect::scene
