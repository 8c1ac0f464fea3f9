// Changes that would mend something, as people read them: each once, told from the others, with what it
// spoils.
#pragma once

#include "analysis/assessment/facts.h"
#include "analysis/assessment/finding.h"

#include <string>
#include <vector>

namespace prospect::assessment {

// The same for edits that do the same, whatever their titles and the order of their steps.
std::string change_key(const SiteEdit& edit);

// Of problems, each with the weight of its rule: at most three in words, the gravest first, each with its
// place ("Fence behind 2–16 Mill Row: The fence beside private ground is 1.0 m high"), then "and 2 more".
// facts: of the plan that has them.
struct WeighedFinding {
    Finding finding;
    double weight = 1;
};
std::vector<std::string> problems_text(const Facts& facts, std::vector<WeighedFinding> problems);
// Remedy::worse of every remedy, from the findings that Remedy::worsens names. facts: of the plan as it is.
void tell_what_gets_worse(const Facts& facts, Assessment& assessment);

// Leaves each change once in the list of a finding. Where different changes go by the same words, be it of
// different findings, adds to each where the thing is that it changes: "Lower the hedge to 1.0 m: Hedge by
// Block D".
void tell_remedies_apart(const Facts& facts, std::vector<Finding>& findings);
// The words they have (Remedy::ordinary_text) where findings of the protect class are left out, and what
// would harm those; before tell_remedies_apart().
void tell_without_protected(const Facts& facts, Assessment& assessment);
// The fewest harms and problems made worse first, then the most cleared, then as they were proposed.
void rank_remedies(std::vector<Remedy>& remedies);

// Of all findings of a place, each change once, in the order of the findings.
std::vector<const Remedy*> remedies_at(const Assessment& assessment, const Place& place);

// "clears 2 problems, makes 1 problem worse (Bench is seen by 1 window), makes 1 problem new: Bench is …".
std::string effect_text(const Remedy& remedy);
// The same from the first comma on: what it spoils, or "harms nothing that was checked".
std::string harm_text(const Remedy& remedy);

} // namespace prospect::assessment
