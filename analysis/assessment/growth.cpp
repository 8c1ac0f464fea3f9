#include "analysis/assessment/growth.h"

#include "analysis/assessment/check_run.h"
#include "analysis/assessment/facts.h"
#include "analysis/assessment/shared.h"
#include "analysis/sightlines/forward_sight.h"
#include "analysis/sightlines/guardianship.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace prospect::assessment {

namespace {

// Of one path.
struct Scores {
    std::optional<double> eyes;          // mean guardianship by day
    std::optional<double> ahead_m;       // mean way seen ahead
    std::optional<double> least_ahead_m; // the shortest that something ends
};

using ByPath = std::map<Uuid, Scores>;

struct State {
    const engine::Context& context;
    const Facts& facts;
    Shared& shared;
};

void add_eyes(const State& state, const Criterion& criterion, ByPath& scores) {
    if (state.facts.of(Role::opening).empty()) return;
    for (const sightlines::PathWatch& path :
         state.shared.path_watches({criterion.setting("step_m"), criterion.setting("target_height_m")}))
        scores[path.path->id].eyes = path.mean_guardianship(DayBand::day);
}

void add_sight_ahead(const State& state, const Criterion& criterion, ByPath& scores) {
    const double eye_m = criterion.setting("eye_height_m");
    const double reach_m = criterion.setting("reach_m");
    const auto space = state.context.space();
    const auto walks = sightlines::walks_of(state.context, *space, state.facts.scored(Role::path),
                                            criterion.setting("step_m"), eye_m, reach_m)
                           .walks;
    struct Sum {
        double sum_m = 0;
        std::size_t count = 0;
        double least_m = std::numeric_limits<double>::infinity();
    };
    std::map<Uuid, Sum> sums;
    for (const auto& sight :
         sightlines::forward_sight(state.context, state.context.workers(), *space, walks,
                                   {eye_m, criterion.setting("target_height_m"), reach_m})) {
        Sum& sum = sums[walks[sight.walk].path->id];
        for (const sightlines::SightAlong* along : {&sight.ahead, &sight.back}) {
            // What ends with the path would go on: it says nothing of what grows.
            const double seen_m =
                along->end == sightlines::SightEnd::thing ? std::min(along->length_m, reach_m) : reach_m;
            sum.sum_m += seen_m;
            sum.least_m = std::min(sum.least_m, seen_m);
            ++sum.count;
        }
    }
    for (const auto& [path, sum] : sums) {
        scores[path].ahead_m = sum.sum_m / static_cast<double>(sum.count);
        scores[path].least_ahead_m = sum.least_m;
    }
}

ByPath scores_of(const State& state, const Criterion& criterion) {
    ByPath scores;
    add_eyes(state, criterion, scores);
    add_sight_ahead(state, criterion, scores);
    return scores;
}

ByPath scores_in(const MetricInput& input, int year) {
    if (input.context.time().growth_year == year)
        return scores_of({input.context, input.facts, input.shared}, input.criterion);
    const CheckRun& run = input.shared.grown(year);
    return scores_of({run.context(), run.facts(), run.shared()}, input.criterion);
}

std::string percent_text(double value) {
    return rounded_text(std::abs(value)) + " % " + (value < 0 ? "less" : "more");
}

// What grows beside a path, and planting of which nobody says how high.
struct Growing {
    std::vector<std::pair<Role, FeaturePtr>> things;
    bool unknown = false;
};

Growing growing_near(const MetricInput& input, const Feature& path) {
    constexpr double beside_m = 10;
    Growing found;
    const Box near_by = path.geometry.box().grown(beside_m);
    const Box in_sight = path.geometry.box().grown(sightlines::watch_reach_m);
    for (const FeaturePtr& planting : input.facts.of(Role::planting)) {
        const bool known = planting->find("mature_m") != nullptr;
        found.unknown = found.unknown || (!known && in_sight.intersects(planting->geometry.box()));
        if (known && near_by.intersects(planting->geometry.box()) &&
            number_of(Role::planting, *planting, "mature_m").value >
                number_of(Role::planting, *planting, "height_m").value &&
            distance(path.geometry, label_point(planting->geometry)) <= beside_m)
            found.things.emplace_back(Role::planting, planting);
    }
    for (const FeaturePtr& tree : input.facts.of(Role::tree))
        if (near_by.intersects(tree->geometry.box()) &&
            distance(path.geometry, label_point(tree->geometry)) <= beside_m)
            found.things.emplace_back(Role::tree, tree);
    return found;
}

// The smaller of the changes in per cent, in words.
std::optional<std::pair<double, std::string>> change_of_scores(const Criterion& criterion,
                                                               const Scores& before, const Scores& after) {
    std::optional<std::pair<double, std::string>> least;
    const auto add = [&](const std::optional<double>& was, const std::optional<double>& is, double floor,
                         const auto& words) {
        if (!was || !is || *was < floor) return;
        const double change = 100 * (*is - *was) / *was;
        if (!least || change < least->first) least = {change, words(change, *was, *is)};
    };
    add(before.eyes, after.eyes, criterion.setting("least_score"), [](double change, double was, double is) {
        return "is watched " + percent_text(change) + " (eyes on it by day " + rounded_text(100 * was) +
               " of 100, then " + rounded_text(100 * is) + ")";
    });
    add(before.ahead_m, after.ahead_m, 1, [](double change, double was, double is) {
        return "shows " + percent_text(change) + " of the way ahead (" + rounded_text(was) + " m, then " +
               rounded_text(is) + " m on average)";
    });
    // One shrub across a long way hardly changes the mean.
    add(before.least_ahead_m, after.least_ahead_m, criterion.setting("least_ahead_m"),
        [](double change, double was, double is) {
            return "shows " + percent_text(change) + " of the way ahead at one place (" + rounded_text(was) +
                   " m, then " + rounded_text(is) + " m)";
        });
    return least;
}

} // namespace

Measured kept_as_it_grows(const MetricInput& input) {
    Measured measured;
    if (input.facts.of(Role::path).empty())
        measured.gaps.push_back({.text = "no path is on the plan", .lacks = "path"});
    if (input.facts.of(Role::tree).empty() && input.facts.of(Role::planting).empty())
        measured.gaps.push_back({.text = "no tree and no planting is on the plan", .lacks = "tree"});
    if (input.context.time().phase == Phase::mature)
        measured.gaps.push_back(
            {.text = "the phase asked for is that of grown planting, so nothing of it grows any more",
             .subjects = 1});
    if (!measured.gaps.empty()) return measured;
    const int years = static_cast<int>(input.criterion.setting("years"));
    const ByPath before = scores_in(input, 0);
    const ByPath after = scores_in(input, years);
    for (const FeaturePtr& path : input.facts.scored(Role::path)) {
        const auto was = before.find(path->id);
        const auto is = after.find(path->id);
        if (was == before.end() || is == after.end()) continue;
        const auto change = change_of_scores(input.criterion, was->second, is->second);
        if (!change) continue;
        Measurement measurement{
            .subject = {path->id}, .at = label_point(path->geometry), .value = change->first};
        const Growing growing = growing_near(input, *path);
        measurement.grounds.thing(Role::path, *path);
        measurement.grounds.supposed("how fast trees and planting grow").supposed(somebody_looks);
        measurement.text =
            "In year " + std::to_string(years) + " " + called(Role::path, *path) + " " + change->second;
        measurement.evidence.push_back({called_first(Role::path, *path), path->id, {}});
        if (!input.criterion.holds(measurement.value))
            for (const auto& [role, thing] : growing.things) {
                measurement.evidence.push_back(
                    {sentence(input.facts.called(role, *thing)) + " grows beside it", thing->id, {}});
                measurement.causes.push_back(thing->id);
            }
        else if (growing.unknown)
            measurement.doubt = {"it holds only if planting whose height at maturity is not given stays as "
                                 "it is",
                                 "planting"};
        measured.subjects.push_back(std::move(measurement));
    }
    if (measured.subjects.empty() && measured.gaps.empty())
        measured.gaps.push_back(
            {.text = "nothing watches the paths, and nobody can walk on them", .lacks = "window"});
    return measured;
}

} // namespace prospect::assessment
