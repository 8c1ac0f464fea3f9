// Two versions of a place checked by the same criteria: which problems are cleared, new, unchanged.
#pragma once

#include "analysis/assessment/finding.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prospect::assessment {

enum class Fate {
    cleared,
    fresh,       // "new"
    unchanged,   // a problem in both, though it may have turned from serious to look or back
    cannot_tell, // a problem in the first, and in the second its criterion could not be checked at all
};
std::string_view name_of(Fate fate); // "cleared", "new", "unchanged", "cannot_tell"

struct ComparedFinding {
    Fate fate = Fate::unchanged;
    std::optional<std::size_t> before; // in the findings of the first; absent when new
    std::optional<std::size_t> after;  // in those of the second; absent when cleared
};

// One of the five numbers that stand over a comparison.
struct Headline {
    std::string id;    // "serious"
    std::string title; // "Serious problems"
    std::string unit;  // "" or "%"
    std::optional<double> value;
    bool more_is_better = false;
};

struct VersionComparison {
    std::vector<ComparedFinding>
        findings; // cleared, new, cannot_tell, unchanged; each in the order of the plan
    std::size_t count(Fate fate) const;
};

// Findings are the same by key. Both were made with one profile.
VersionComparison compare(const Assessment& before, const Assessment& after);
// Serious problems, things to look at, places with problems, criteria that could be checked (of all, %), and
// how far what was checked holds (mean over the criteria that ran of the share that meets them, %; absent
// when none ran).
std::vector<Headline> headlines(const Assessment& assessment);

} // namespace prospect::assessment
