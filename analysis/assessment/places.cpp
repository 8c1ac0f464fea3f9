#include "analysis/assessment/places.h"

#include "analysis/assessment/weakness.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <numeric>

namespace prospect::assessment {

namespace {

double weight_of(const Assessment& assessment, const Finding& finding) {
    return assessment.criterion(finding).weight * (finding.level == Level::fail ? 1.0 : 0.5);
}

struct Problem {
    std::size_t finding = 0;
    double weight = 0;
    Geometry ground;
    double ground_m2 = 0;
};

// The weightiest first; of equal ones those about more ground, which others may lie in.
std::vector<Problem> problems(const Facts& facts, const Assessment& assessment) {
    std::vector<Problem> found;
    for (std::size_t i = 0; i < assessment.findings.size(); ++i) {
        if (!is_problem(assessment.findings[i]) || !assessment.findings[i].at) continue;
        Problem problem{i, weight_of(assessment, assessment.findings[i]),
                        ground_of(facts, assessment.findings[i])};
        problem.ground_m2 = area(problem.ground);
        found.push_back(std::move(problem));
    }
    std::stable_sort(found.begin(), found.end(), [](const Problem& a, const Problem& b) {
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

struct Named {
    const Feature* feature = nullptr;
    double away = std::numeric_limits<double>::infinity();
};

Named nearest_named(const Facts& facts, std::initializer_list<Role> roles, Point at, double within_m) {
    Named best;
    for (const Role role : roles)
        for (const FeaturePtr& feature : facts.of(role)) {
            // Names of protected things go to nobody by way of a place.
            if (feature->name.empty() || feature->sensitivity != Sensitivity::ordinary) continue;
            const double away = distance(feature->geometry, at);
            if (away <= within_m && away < best.away) best = {feature.get(), away};
        }
    return best;
}

// Where the place lies from the building, by the side its main entrances are on.
std::string side_of(const Facts& facts, const Feature& building, Point at) {
    int before = 0;
    int behind = 0;
    for (const FeaturePtr& opening : facts.of(Role::opening)) {
        if (own_text(*opening, "main") != "1" || own_text(*opening, "kind") != "door") continue;
        const Point door = label_point(opening->geometry);
        if (distance(building.geometry, door) > 1) continue;
        const auto facade = facts.facade_at(door);
        if (!facade || facade->building != building.id) continue;
        ++(dot(at - facade->foot, facade->outward) > 0 ? before : behind);
    }
    if (before == 0 && behind > 0) return " behind ";
    return behind == 0 && before > 0 ? " in front of " : " by ";
}

// Streets and squares as a whole say too little of where a spot on them is.
const Feature* small_zone_at(const Facts& facts, Point at) {
    constexpr double most_m2 = 5000;
    const Feature* zone = facts.zone_at(at);
    return zone != nullptr && !zone->name.empty() && zone->sensitivity == Sensitivity::ordinary &&
                   area(zone->geometry) <= most_m2
               ? zone
               : nullptr;
}

bool says_where(const std::string& name) {
    for (const char* word : {" behind ", " by ", " on ", " at ", " before ", " near ", " of "})
        if (name.find(word) != std::string::npos) return true;
    return false;
}

void number_doubles(std::vector<Place>& places) {
    std::map<std::string, int> used;
    for (Place& place : places)
        if (const int number = ++used[place.name]; number > 1)
            place.name += " (" + std::to_string(number) + ")";
}

} // namespace

std::string place_name(const Facts& facts, Point at) {
    constexpr double path_m = 8;
    constexpr double thing_m = 15;
    constexpr double building_m = 60;
    const Named activity = nearest_named(facts, {Role::activity}, at, 1);
    const Named path = nearest_named(facts, {Role::path}, at, path_m);
    const Named thing = nearest_named(facts, {Role::barrier, Role::target}, at, thing_m);
    std::string name;
    if (activity.feature != nullptr && activity.feature->geometry.kind == GeometryKind::polygon)
        name = activity.feature->name;
    else if (const Feature* zone = small_zone_at(facts, at))
        name = zone->name;
    else if (path.feature != nullptr)
        name = path.feature->name;
    else if (thing.feature != nullptr)
        name = thing.feature->name;
    if (says_where(name)) return name;
    const Named building = nearest_named(facts, {Role::building}, at, building_m);
    if (building.feature != nullptr)
        return (name.empty() ? "Ground" : name) + side_of(facts, *building.feature, at) +
               building.feature->name;
    return name.empty() ? "Place at " + scene::place_text(facts.site().frame, at) : name;
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
        place.score = score_of(assessment, place.findings);
        assessment.places.push_back(std::move(place));
    }
    std::sort(assessment.places.begin(), assessment.places.end(), [&](const Place& a, const Place& b) {
        if (a.score != b.score) return a.score > b.score;
        if (a.findings.size() != b.findings.size()) return a.findings.size() > b.findings.size();
        return assessment.findings[a.findings.front()].key < assessment.findings[b.findings.front()].key;
    });
    for (std::size_t p = 0; p < assessment.places.size(); ++p) {
        assessment.places[p].name = place_name(facts, assessment.places[p].at);
        for (const std::size_t i : assessment.places[p].findings)
            assessment.findings[i].place = p;
    }
    number_doubles(assessment.places);
}

} // namespace prospect::assessment
