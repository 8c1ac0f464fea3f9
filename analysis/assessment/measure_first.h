// What to measure on site first: what nobody gave, by how many problems rest on it.
#pragma once

#include "analysis/assessment/finding.h"

#include <string>
#include <vector>

namespace prospect::assessment {

// One number or word of all things of one kind.
struct MeasureFirst {
    std::vector<Assumed> things; // of one role, noun and attribute, each once; not empty
    std::size_t problems = 0;    // that rest on some of them
    double weight = 0;           // of the rules of those problems, summed
};

// Of the problems (not of those accepted) all that things of the plan would tell and nobody gave, the
// weightiest first, then by role, attribute and noun. Whether another value would turn a problem is not
// tried: flips.h. Cost: sorting what the problems rest on.
std::vector<MeasureFirst> measure_first(const Assessment& assessment);

// "the height of 12 hedges: 8 problems rest on it".
std::string measure_first_text(const MeasureFirst& one);

} // namespace prospect::assessment
