// Values that hold only because of defaults of what may be in the way.
#pragma once

#include "analysis/assessment/metric.h"
#include "geometry/site/site.h"

namespace prospect::assessment {

// Heights that walls, fences, hedges and planting often have, and how low crowns often hang.
inline constexpr double tall_barrier_m = 2.5;
inline constexpr double low_crown_m = 1.0;

// The plan with more in the way wherever nobody said otherwise: barriers that let sight through by a default
// are solid, barriers (not kerbs, bollards, retaining walls) and planting of a default height are at least
// tall_barrier_m high, crowns of a default clear stem hang down to low_crown_m.
struct WorsePlan {
    SitePtr site;        // null where nothing had to be changed
    std::string changed; // what was, in words
    std::string lacks;   // id of the subject (knowledge.h) most of what was changed belongs to
};
WorsePlan worse_where_not_given(const Site& site);

// Marks the values of `measured` that hold, but would not on that plan (`worse`, measured there): they are no
// pass (assess.h). A subject whose first feature begins a missed subject there counts as missed there.
void mark_doubtful(const Criterion& criterion, const Measured& worse, const WorsePlan& plan,
                   Measured& measured);

} // namespace prospect::assessment
