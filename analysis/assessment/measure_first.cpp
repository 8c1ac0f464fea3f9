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
        for (const Assumed& one : of_the_plan(finding.assumptions)) {
            MeasureFirst& group = groups[{one.role, one.attribute, one.noun}];
            const auto at = std::lower_bound(group.things.begin(), group.things.end(), one);
            if (at == group.things.end() || one < *at) group.things.insert(at, one);
            touched.insert(&group);
        }
        for (MeasureFirst* group : touched) {
            ++group->problems;
            group->weight += assessment.criterion(finding).weight;
        }
    }
    std::vector<MeasureFirst> found;
    for (auto& [alike, group] : groups)
        found.push_back(std::move(group));
    std::stable_sort(found.begin(), found.end(),
                     [](const MeasureFirst& a, const MeasureFirst& b) { return a.weight > b.weight; });
    return found;
}

std::string measure_first_text(const MeasureFirst& one) {
    return assumed_words(one.things) + ": " + counted(one.problems, "problem") +
           (one.problems == 1 ? " rests on it" : " rest on it");
}

} // namespace prospect::assessment
