// What would mend a finding: changes tried on a copy of the plan.
#pragma once

#include "analysis/assessment/assess.h"

namespace prospect::assessment {

// Tries the changes that the metrics proposed: applies each to a copy of the plan with the request's scenario
// and checks again all criteria of quick effort that read a role it touches. Keeps those that clear their
// finding, with the keys of all findings that go and that come; the fewest harms first, then the most
// cleared. A problem that only turns from serious to look has not gone. Criteria about the whole plan
// (Effort::whole_plan) are not checked again. The same bits on any number of threads. Cost: about a check for
// each change, in parallel.
void try_remedies(engine::Engine& engine, const engine::Request& request, const Profile& profile,
                  Assessment& assessment, const Progress& progress = {});

} // namespace prospect::assessment
