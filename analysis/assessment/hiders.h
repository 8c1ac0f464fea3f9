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
// Lowering, one at a time, of the three hedges, plantings, fences and walls most often in the way.
std::vector<Proposal> lower_what_blocks(const Facts& facts, const Hiders& hiders);
// The same with crowns of trees, which are lifted.
std::vector<Proposal> open_what_hides(const Facts& facts, const Hiders& hiders);
// Each as evidence ("Hedge H-12 hides it") and as grounds; all but buildings are causes too.
void add_hiders(const Facts& facts, const Hiders& hiders, const std::string& does, Measurement& measurement);

} // namespace prospect::assessment
