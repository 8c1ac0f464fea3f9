#include "analysis/assessment/measure_first.h"

#include "analysis/assessment/facts.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace prospect::assessment {

std::vector<MeasureFirst> measure_first(const Assessment& assessment) {
    std::map<std::tuple<Role, std::string, std::string>, MeasureFirst> groups;
    for (const Finding& finding : assessment.findings) {
        if (!is_problem(finding)) continue;
        std::set<MeasureFirst*> touched;
        for (const Assumed& one : finding.assumptions) {
            if (one.by == Assumed::By::nature || !one.of_a_thing()) continue;
            MeasureFirst& group = groups[{one.role, one.attribute, one.noun}];
            group.things.push_back(one);
            touched.insert(&group);
        }
        for (MeasureFirst* group : touched) {
            ++group->problems;
            group->weight += assessment.criterion(finding).weight;
        }
    }
    std::vector<MeasureFirst> found;
    for (auto& [alike, group] : groups) {
        std::sort(group.things.begin(), group.things.end());
        group.things.erase(std::unique(group.things.begin(), group.things.end(),
                                       [](const Assumed& a, const Assumed& b) { return !(a < b); }),
                           group.things.end());
        found.push_back(std::move(group));
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const MeasureFirst& a, const MeasureFirst& b) { return a.weight > b.weight; });
    return found;
}

std::string measure_first_text(const MeasureFirst& one) {
    return assumed_words(one.things) + ": " + counted(one.problems, "problem") +
           (one.problems == 1 ? " rests on it" : " rest on it");
}

} // namespace prospect::assessment
