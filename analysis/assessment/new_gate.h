// A gate where the plan leaves a gap.
#pragma once

#include "analysis/assessment/facts.h"
#include "analysis/scene/access_graph.h"

namespace prospect::assessment {

// Adds to the edit what closes a gap, or a gap of the plan: a fence as high as the barrier that ends there
// and a controlled gate in it, at most 1.5 m wide. False, and nothing is added, where the plan has no layer
// of barriers or openings to take them, or the gap is too narrow for a gate.
bool add_gate(const Facts& facts, const scene::Passage& gap, SiteEdit& edit);

} // namespace prospect::assessment
