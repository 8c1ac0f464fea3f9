// What makes the value of a map at one spot: of the weight of problems those near it, of a weighted map its
// factors.
#pragma once

#include "analysis/assessment/finding.h"
#include "app/document/result_list.h"

#include <optional>
#include <string>
#include <vector>

namespace prospect::app {

// One part of a value.
struct WhyPart {
    QString title;       // "Play area by the garages is overlooked by no window", "Nobody looks here"
    QString detail;      // "NS-14 · Serious · 3 m from here", "0.9 of 1, weight 35 %"
    double share = 0;    // of the longest bar there can be, 0 to 1
    std::string finding; // key of the problem that leads to its reason; "" for none
    bool operator==(const WhyPart&) const = default;
};

struct Why {
    QString says; // "The problems found weigh 0.71 of 1 here"
    QString how;  // how the parts make up the value
    std::vector<WhyPart> parts;
    QString nothing;                // where there are no parts: why
    std::vector<WhyPart> near_here; // problems of the last check near the spot, where the parts are none
    bool operator==(const Why&) const = default;
};

// The weight of problems at the spot, by the problems of the check (assessment/weakness.h).
Why why_weak_here(const assessment::Assessment& outcome, Point at);

// A spot of a result of risk.index: each factor's value and weight, the largest share first; and the problems
// of the last check within 20 m, where there was one. Absent where the result has no value there.
std::optional<Why> why_risk_here(const Result& result, Point at, const assessment::Assessment* outcome);

} // namespace prospect::app
