#include "analysis/assessment/places.h"

#include "analysis/assessment/metric.h"
#include "analysis/assessment/naming.h"
#include "analysis/assessment/weakness.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace prospect::assessment {

namespace {

double weight_of(const Assessment& assessment, const Finding& finding) {
    return assessment.criterion(finding).weight * (finding.level == Level::fail ? 1.0 : 0.5);
}

struct Problem {
    std::size_t finding = 0;
    bool last = false; // after all that are not
    double weight = 0;
    Geometry ground;
    double ground_m2 = 0;
};

// The weightiest first; of equal ones those about more ground, which others may lie in. Those of the protect
// class come last: a place that is left without them is then where it would be had nobody looked for them.
std::vector<Problem> problems(const Facts& facts, const Assessment& assessment) {
    std::vector<Problem> found;
    for (std::size_t i = 0; i < assessment.findings.size(); ++i) {
        if (!is_problem(assessment.findings[i]) || !assessment.findings[i].at) continue;
        const Finding& finding = assessment.findings[i];
        if (finding.of_the_site) continue;
        Problem problem{i, is_protected(assessment, finding), weight_of(assessment, finding),
                        ground_of(facts, finding)};
        problem.ground_m2 = area(problem.ground);
        found.push_back(std::move(problem));
    }
    std::stable_sort(found.begin(), found.end(), [](const Problem& a, const Problem& b) {
        if (a.last != b.last) return b.last;
        return a.weight != b.weight ? a.weight > b.weight : a.ground_m2 > b.ground_m2;
    });
    return found;
}

bool cause_in_common(const Finding& a, const Finding& b) {
    return std::any_of(a.causes.begin(), a.causes.end(), [&](const Uuid& cause) {
        return std::find(b.causes.begin(), b.causes.end(), cause) != b.causes.end();
    });
}

double score_of(const Assessment& assessment, const std::vector<std::size_t>& findings) {
    std::map<std::string, double> by_code;
    for (const std::size_t i : findings) {
        double& most = by_code[assessment.findings[i].code];
        most = std::max(most, weight_of(assessment, assessment.findings[i]));
    }
    return std::accumulate(by_code.begin(), by_code.end(), 0.0,
                           [](double sum, const auto& entry) { return sum + entry.second; });
}

// What the place is named after: the thing its weightiest finding is about.
std::string name_of_place(const Facts& facts, const Assessment& assessment, const Place& place) {
    const Finding& first = assessment.findings[place.findings.front()];
    const bool corner = assessment.criterion(first).metric == "route.traps";
    for (const Evidence& one : first.evidence)
        if (const FeaturePtr thing = one.feature.is_nil() ? nullptr : facts.find(one.feature))
            return place_name(facts, place.at, thing.get(), corner);
    return place_name(facts, place.at, nullptr, corner);
}

void rank(const Assessment& assessment, std::vector<Place>& places) {
    for (Place& place : places)
        place.score = score_of(assessment, place.findings);
    std::sort(places.begin(), places.end(), [&](const Place& a, const Place& b) {
        if (a.score != b.score) return a.score > b.score;
        if (a.findings.size() != b.findings.size()) return a.findings.size() > b.findings.size();
        return assessment.findings[a.findings.front()].key < assessment.findings[b.findings.front()].key;
    });
}

// As if nobody had looked for what is of the protect class.
void name_without_protected(const Facts& facts, Assessment& assessment) {
    std::vector<Place> left;
    std::map<std::size_t, std::size_t> owners; // by the first finding that is left
    for (std::size_t p = 0; p < assessment.places.size(); ++p) {
        Place place = assessment.places[p];
        std::erase_if(place.findings,
                      [&](std::size_t i) { return is_protected(assessment, assessment.findings[i]); });
        if (place.findings.empty()) continue;
        owners.emplace(place.findings.front(), p);
        place.name = name_of_place(facts, assessment, place);
        left.push_back(std::move(place));
    }
    rank(assessment, left);
    tell_apart(facts, left);
    for (Place& place : left)
        assessment.places[owners.at(place.findings.front())].ordinary_name = std::move(place.name);
}

} // namespace

bool is_protected(const Assessment& assessment, const Finding& finding) {
    const Metric* measure = metric(assessment.criterion(finding).metric);
    return measure != nullptr && measure->sensitivity != Sensitivity::ordinary;
}

std::set<std::string> protect_codes(const Assessment& assessment) {
    std::set<std::string> codes;
    for (const Outcome& outcome : assessment.outcomes)
        if (const Metric* measure = metric(outcome.criterion.metric);
            measure != nullptr && measure->sensitivity != Sensitivity::ordinary)
            codes.insert(outcome.criterion.code);
    return codes;
}

std::vector<const Finding*> of_no_place(const Assessment& assessment) {
    std::vector<const Finding*> problems;
    for (const Finding& finding : assessment.findings)
        if (is_problem(finding) && !finding.place) problems.push_back(&finding);
    return problems;
}

void rank_places(Assessment& assessment) {
    rank(assessment, assessment.places);
}

void gather_places(const Facts& facts, Assessment& assessment) {
    assessment.places.clear();
    for (Finding& finding : assessment.findings)
        finding.place.reset();
    const std::vector<Problem> order = problems(facts, assessment);
    std::vector<char> placed(assessment.findings.size(), 0);
    for (const Problem& seed : order) {
        if (placed[seed.finding] != 0) continue;
        const Finding& first = assessment.findings[seed.finding];
        Place place{.name = {}, .at = *first.at, .score = 0, .findings = {}};
        for (const Problem& other : order) {
            const Finding& finding = assessment.findings[other.finding];
            const bool joins = other.finding == seed.finding ||
                               distance(seed.ground, *finding.at) <= place_radius_m ||
                               cause_in_common(first, finding);
            if (placed[other.finding] != 0 || !joins) continue;
            placed[other.finding] = 1;
            place.findings.push_back(other.finding);
        }
        assessment.places.push_back(std::move(place));
    }
    rank_places(assessment);
    for (std::size_t p = 0; p < assessment.places.size(); ++p) {
        assessment.places[p].name = name_of_place(facts, assessment, assessment.places[p]);
        for (const std::size_t i : assessment.places[p].findings)
            assessment.findings[i].place = p;
    }
    tell_apart(facts, assessment.places);
    name_without_protected(facts, assessment);
}

} // namespace prospect::assessment
