#include "rule_cases.h"

namespace prospect::test {

const RuleCases& all_rule_cases() {
    static const RuleCases all = [] {
        RuleCases made;
        for (const auto cases : {surveillance_cases, greenery_cases, camera_cases, light_cases, access_cases,
                                 territory_cases, activity_cases, image_cases, threat_cases, recorded_cases})
            for (const RuleCase& one : cases())
                made.push_back(one);
        return made;
    }();
    return all;
}

} // namespace prospect::test
