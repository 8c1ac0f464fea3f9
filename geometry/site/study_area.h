// The ground that is scored.
#pragma once

#include "geometry/site/site.h"

namespace prospect {

struct RedLine {
    std::vector<FeaturePtr> features;
    bool assumed = false; // none is marked: those without a kind count
};

// The study areas of kind application; where none is marked, those without a kind. Only areas: a line
// encloses no ground. Empty: everything counts (contract §2, What counts).
RedLine red_line(const Site& site);

// Where a plan is worth looking at first, local: the red line; else where its buildings are, when there are
// at least five and lines that run far beyond them (ways and boundaries of a map) would make them small; else
// everything that is analysed. Empty for an empty plan.
Box first_view(const Site& site);

} // namespace prospect
