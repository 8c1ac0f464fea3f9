// What hides something: in words, as evidence, and what would open it.
#pragma once

#include "analysis/assessment/metric.h"

#include <map>
#include <utility>

namespace prospect::assessment {

// Things by how often they are in the way.
using Hiders = std::map<Uuid, std::size_t>;

// Those that are on the plan, most often in the way first.
std::vector<std::pair<std::size_t, FeaturePtr>> by_times(const Facts& facts, const Hiders& hiders);
// "the hedge, 2–16 Mill Row and 3 more".
std::string hiders_text(const Facts& facts, const Hiders& hiders);
// Of the three hedges, plantings, fences, walls and trees most often in the way, one at a time: lowering
// to 1.0 m or lifting the crown to 2.0 m; at last lifting it to 3.0 m, and taking trees, planting and hedges
// that close no private ground away. Never lowered: what holds ground, and what keeps people out of private
// ground (boundaries.h).
std::vector<Proposal> open_what_hides(const Facts& facts, const Hiders& hiders);
// Each as evidence ("Hedge H-12 hides it") and as grounds; all but buildings are causes too.
void add_hiders(const Facts& facts, const Hiders& hiders, const std::string& does, Measurement& measurement);

} // namespace prospect::assessment
