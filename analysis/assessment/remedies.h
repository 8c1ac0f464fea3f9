// What would mend a finding: changes tried on a copy of the plan.
#pragma once

#include "analysis/assessment/assess.h"

namespace prospect::assessment {

// Tries the changes that the metrics proposed: applies each to a copy of the plan with the request's scenario
// and checks again all criteria of quick effort that read a role it touches. Keeps those that clear their
// finding, with what goes and what comes (Remedy); the fewest harms and problems made worse first, then the
// most cleared; each change once, in words that tell it from all others (remedy_words.h). A problem has gone
// only where the rule is known to hold then: not when it turns from serious to look, nor when it cannot be
// told any more, by a default or a gap, or is no subject any more though nothing was taken away. What comes
// to be seen that was private, and what the windows it adds look into, is told whatever the profile asks for.
// Criteria about the whole plan (Effort::whole_plan) are not checked again, dear ones (Effort::own_remedies)
// only for changes that a finding of theirs proposes or that change ways. The same bits on any number of
// threads. Cost: about a check for each change, in parallel; a second one for those that clear something
// where values that are not given might be in the way.
void try_remedies(engine::Engine& engine, const engine::Request& request, const Profile& profile,
                  Assessment& assessment, const Progress& progress = {});

} // namespace prospect::assessment
