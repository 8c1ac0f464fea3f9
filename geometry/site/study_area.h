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

} // namespace prospect
