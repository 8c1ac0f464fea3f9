#include "analysis/assessment/compare.h"

#include <algorithm>
#include <map>

namespace prospect::assessment {

namespace {

std::map<std::string, std::size_t> problems_of(const Assessment& assessment) {
    std::map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < assessment.findings.size(); ++i)
        if (is_problem(assessment.findings[i])) places.emplace(assessment.findings[i].key, i);
    return places;
}

bool was_checked(const Assessment& assessment, const std::string& code) {
    return std::any_of(assessment.outcomes.begin(), assessment.outcomes.end(),
                       [&](const Outcome& one) { return one.criterion.code == code && one.ran(); });
}

// Whether nothing could be said: the criterion is in the profile and did not run although its subjects may
// still be there.
bool cannot_tell(const Assessment& after, const std::string& code) {
    return !was_checked(after, code) &&
           std::any_of(after.outcomes.begin(), after.outcomes.end(),
                       [&](const Outcome& one) { return one.criterion.code == code && one.unknown > 0; });
}

} // namespace

std::string_view name_of(Fate fate) {
    switch (fate) {
    case Fate::cleared:
        return "cleared";
    case Fate::fresh:
        return "new";
    case Fate::unchanged:
        return "unchanged";
    case Fate::cannot_tell:
        return "cannot_tell";
    }
    return {};
}

std::size_t VersionComparison::count(Fate fate) const {
    return static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(), [&](const auto& one) { return one.fate == fate; }));
}

VersionComparison compare(const Assessment& before, const Assessment& after) {
    const auto old = problems_of(before);
    const auto now = problems_of(after);
    VersionComparison made;
    for (std::size_t i = 0; i < before.findings.size(); ++i) {
        const Finding& finding = before.findings[i];
        const auto first = old.find(finding.key);
        if (first == old.end() || first->second != i) continue;
        if (const auto found = now.find(finding.key); found != now.end())
            made.findings.push_back({Fate::unchanged, i, found->second});
        else if (cannot_tell(after, finding.code))
            made.findings.push_back({Fate::cannot_tell, i, std::nullopt});
        else
            made.findings.push_back({Fate::cleared, i, std::nullopt});
    }
    for (std::size_t i = 0; i < after.findings.size(); ++i) {
        const auto found = now.find(after.findings[i].key);
        if (found != now.end() && found->second == i && !old.contains(found->first))
            made.findings.push_back({Fate::fresh, std::nullopt, i});
    }
    const auto rank = [](Fate fate) {
        constexpr Fate order[] = {Fate::cleared, Fate::fresh, Fate::cannot_tell, Fate::unchanged};
        return std::find(std::begin(order), std::end(order), fate) - std::begin(order);
    };
    std::stable_sort(made.findings.begin(), made.findings.end(),
                     [&](const auto& a, const auto& b) { return rank(a.fate) < rank(b.fate); });
    return made;
}

std::vector<Headline> headlines(const Assessment& assessment) {
    std::size_t checked = 0;
    std::size_t criteria = 0;
    double held = 0;
    for (const Outcome& one : assessment.outcomes) {
        ++criteria;
        if (!one.ran()) continue;
        ++checked;
        held += static_cast<double>(one.met) / static_cast<double>(one.checked);
    }
    const auto share = [](double part, std::size_t whole) {
        return whole > 0 ? std::optional(100 * part / static_cast<double>(whole)) : std::nullopt;
    };
    const auto number = [](std::size_t count) { return std::optional(static_cast<double>(count)); };
    return {
        {"serious", "Serious problems", "", number(assessment.count(Level::fail)), false},
        {"look", "Things to look at", "", number(assessment.count(Level::look)), false},
        {"places", "Places with problems", "", number(assessment.places.size()), false},
        {"met", "What was checked and holds", "%", share(held, checked), true},
        {"checked", "Rules that could be checked", "%", share(static_cast<double>(checked), criteria), true},
    };
}

} // namespace prospect::assessment
