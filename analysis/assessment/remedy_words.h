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

// A problem that a change makes, or makes worse, in words as it is then.
struct ToldProblem {
    std::string
        text; // with its place: "Fence behind 2–16 Mill Row: The fence beside private ground is 1.0 m high"
    Level level = Level::look;
    double weight = 1; // of its rule, set by who knows it
};
// Its text is "" where it tells of what is protected or personal: it only counts. facts: of the changed plan.
ToldProblem told(const Facts& facts, const Finding& finding);
// At most three texts, the gravest first, then "and 2 more".
std::vector<std::string> problems_text(std::vector<ToldProblem> problems);

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
