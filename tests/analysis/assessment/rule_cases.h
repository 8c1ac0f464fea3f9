// Small plans made by hand, each of which decides one rule: together they fix what every rule of the
// catalogue says. A new rule needs its cases here: rule_cases_test.cpp says which are lacking.
#pragma once

#include "check.h"

#include <optional>
#include <vector>

namespace prospect::test {

// A plan, and the only finding of a check by that rule alone. The comment above a case says how its value
// comes about.
struct RuleCase {
    const char* code; // of the rule
    const char* name; // what is on the plan: "a wall of 1.01 m"
    SiteBuilder (*site)();
    assessment::Level level;
    std::optional<double> value = {}; // in the unit of the rule; of every rule that is measured
    double tolerance = 1e-6;          // of the value
    const char* answer = nullptr;     // to the question of a recorded rule; null: nobody has answered
    const char* says = nullptr;       // part of the message
};
using RuleCases = std::vector<RuleCase>;

RuleCases surveillance_cases(); // NS-01 to NS-05, NS-10 to NS-14, NS-19, NS-20
RuleCases greenery_cases();     // NS-06 to NS-09, NS-17
RuleCases camera_cases();       // NS-15, NS-16, NS-18
RuleCases light_cases();        // LT
RuleCases access_cases();       // AC
RuleCases territory_cases();    // TR
RuleCases activity_cases();     // AS
RuleCases image_cases();        // IM
RuleCases threat_cases();       // TH
RuleCases recorded_cases();     // SO and PR
// All of them, in the order above.
const RuleCases& all_rule_cases();

} // namespace prospect::test
