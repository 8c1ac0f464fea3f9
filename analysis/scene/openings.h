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

struct PlanOpenings {
    std::vector<PlanOpening> all;
    std::size_t without_building = 0; // left out: in the wall of a building that is not there in the phase
};

// Those present in the phase with the building they are in, in layer order; assumed ones that are not on the
// plan come last.
PlanOpenings openings_of(const Site& site, Phase phase, MissingWindows missing);

} // namespace prospect::scene
