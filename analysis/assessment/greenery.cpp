#include "analysis/assessment/greenery.h"

#include "analysis/assessment/facts.h"

#include <algorithm>
#include <cmath>

namespace prospect::assessment {

namespace {

using scene::metres_text;

// Of shrubs at maturity; absent where only the height of today is known and that already is in the way or
// not.
struct Grown {
    Reading reading;
    std::string from;    // the attribute it is of
    bool mature = false; // the mature height is given
};

Grown grown_height(const Feature& planting) {
    const Reading today = number_of(Role::planting, planting, "height_m");
    const Reading mature = number_of(Role::planting, planting, "mature_m");
    if (mature.defaulted) return {today, "height_m", false};
    // Planting that is taller than its mature height today has been entered so for some reason: the taller
    // counts.
    if (!today.defaulted && today.value > mature.value) return {today, "height_m", true};
    return {mature, "mature_m", true};
}

Grounds grounds_of(const Feature& planting, const Grown& grown) {
    Grounds grounds;
    grounds.thing(Role::planting, planting).measured(Role::planting, planting, grown.from);
    return grounds;
}

std::string limit_text(double threshold, const std::string& unit) {
    return as_text(Value(threshold)) + (unit.empty() ? "" : " " + unit);
}

SiteEdit low_planting(const Feature& planting, double height_m) {
    SiteEdit edit = change_of("Low planting", planting.id, "mature_m", height_m);
    if (number_of(Role::planting, planting, "height_m").value > height_m)
        edit.steps.emplace_back(ChangeAttribute{planting.id, "height_m", Value(height_m), Basis::drawn});
    return edit;
}

void add_planting(const MetricInput& input, Measured& measured) {
    Gap unknown{.text = "planting has no height at maturity", .lacks = "planting"};
    for (const FeaturePtr& planting : input.facts.scored(Role::planting)) {
        const Point at = label_point(planting->geometry);
        if (input.facts.zones().private_at(at)) continue;
        const Grown grown = grown_height(*planting);
        // What is low today may grow: without its mature height it is neither low nor in the way.
        if (!grown.mature && input.criterion.holds(grown.reading.value)) {
            ++unknown.subjects;
            unknown.features.push_back(planting->id);
            unknown.at = unknown.at.value_or(at);
            continue;
        }
        const std::string limit = limit_text(input.criterion.threshold, "m");
        measured.subjects.push_back({.subject = {planting->id},
                                     .at = at,
                                     .value = grown.reading.value,
                                     .grounds = grounds_of(*planting, grown),
                                     .text = called_first(Role::planting, *planting) +
                                             (grown.mature ? " grows to " : " is already ") +
                                             metres_text(grown.reading.value) + " m",
                                     .evidence = {{"planting", planting->id, {}}},
                                     .causes = {planting->id},
                                     .proposals = {{"Choose planting that stays at " + limit + " or lower",
                                                    low_planting(*planting, input.criterion.threshold)}}});
    }
    if (unknown.subjects > 0) measured.gaps.push_back(std::move(unknown));
}

void add_hedges(const MetricInput& input, Measured& measured) {
    for (const FeaturePtr& hedge : input.facts.scored(Role::barrier)) {
        if (own_text(*hedge, "kind") != "hedge" || closes_private_ground(input.facts, *hedge)) continue;
        Grounds grounds;
        const Reading height = grounds.thing(Role::barrier, *hedge)
                                   .word(Role::barrier, *hedge, "kind")
                                   .measured(Role::barrier, *hedge, "height_m");
        const std::string limit = limit_text(input.criterion.threshold, "m");
        measured.subjects.push_back(
            {.subject = {hedge->id},
             .at = label_point(hedge->geometry),
             .value = height.value,
             .grounds = std::move(grounds),
             .text = called_first(Role::barrier, *hedge) + " is " + metres_text(height.value) + " m high",
             .evidence = {{"hedge", hedge->id, {}}},
             .causes = {hedge->id},
             .proposals = {{"Cut " + called(Role::barrier, *hedge) + " to " + limit + " or lower",
                            change_of("Cut the hedge", hedge->id, "height_m", input.criterion.threshold)}}});
    }
}

struct Tree {
    FeaturePtr feature;
    Point at;
    Reading stem;
    Grounds grounds;
};

std::vector<Tree> public_trees(const Facts& facts) {
    std::vector<Tree> trees;
    for (const FeaturePtr& feature : facts.scored(Role::tree)) {
        const Point at = label_point(feature->geometry);
        if (facts.zones().private_at(at)) continue;
        Grounds grounds;
        const Reading stem =
            grounds.thing(Role::tree, *feature).measured(Role::tree, *feature, "clear_stem_m");
        trees.push_back({feature, at, stem, std::move(grounds)});
    }
    return trees;
}

Proposal lift_crown(const Feature& tree, double stem_m) {
    return {"Lift the crown of " + called(Role::tree, tree) + " to " + as_text(Value(stem_m)) + " m",
            change_of("Lift the crown", tree.id, "clear_stem_m", stem_m)};
}

} // namespace

bool closes_private_ground(const Facts& facts, const Feature& barrier) {
    constexpr double beside_m = 0.75;
    for (const Station& station : stations(barrier.geometry, 2.0)) {
        const Point side = Point{-station.direction.y, station.direction.x} * beside_m;
        if (facts.zones().private_at(station.at + side) || facts.zones().private_at(station.at - side))
            return true;
    }
    return false;
}

Measured planting_height(const MetricInput& input) {
    Measured measured;
    add_planting(input, measured);
    add_hedges(input, measured);
    if (measured.subjects.empty() && measured.gaps.empty())
        measured.gaps.push_back(
            {.text = "no planting and no hedge is on the plan outside private ground", .lacks = "planting"});
    return measured;
}

Measured clear_stem(const MetricInput& input) {
    Measured measured;
    for (const Tree& tree : public_trees(input.facts))
        measured.subjects.push_back({.subject = {tree.feature->id},
                                     .at = tree.at,
                                     .value = tree.stem.value,
                                     .grounds = tree.grounds,
                                     .text = "The crown of " + called(Role::tree, *tree.feature) +
                                             " begins at " + metres_text(tree.stem.value) + " m",
                                     .evidence = {{"branches at eye level", tree.feature->id, {}}},
                                     .causes = {tree.feature->id},
                                     .proposals = {lift_crown(*tree.feature, input.criterion.threshold)}});
    if (measured.subjects.empty())
        measured.gaps.push_back({.text = "no tree is on the plan outside private ground", .lacks = "tree"});
    return measured;
}

Measured clear_band(const MetricInput& input) {
    const double over_m = input.criterion.setting("over_m");
    Measured measured;
    for (const Tree& tree : public_trees(input.facts)) {
        const Feature* tallest = nullptr;
        Grown most;
        for (const FeaturePtr& planting : input.facts.of(Role::planting)) {
            if (distance(planting->geometry, tree.at) > over_m) continue;
            const Grown grown = grown_height(*planting);
            if (tallest != nullptr && grown.reading.value <= most.reading.value) continue;
            tallest = planting.get();
            most = grown;
        }
        if (tallest == nullptr) continue;
        Grounds grounds = tree.grounds;
        grounds.add(grounds_of(*tallest, most));
        // What it grows to is not given: what it is today counts, and that is a guess.
        if (!most.mature) grounds.measured(Role::planting, *tallest, "mature_m");
        measured.subjects.push_back(
            {.subject = {tree.feature->id},
             .at = tree.at,
             .value = tree.stem.value - most.reading.value,
             .grounds = std::move(grounds),
             .text = "Planting grows to " + metres_text(most.reading.value) +
                     " m under a crown that begins at " + metres_text(tree.stem.value) + " m: " +
                     (tree.stem.value > most.reading.value
                          ? metres_text(tree.stem.value - most.reading.value) + " m between them"
                          : std::string("nothing is left between them")),
             .evidence = {{"crown", tree.feature->id, {}}, {"planting below it", tallest->id, {}}},
             .causes = {tree.feature->id, tallest->id},
             .proposals = {lift_crown(*tree.feature, most.reading.value + input.criterion.threshold)}});
    }
    if (measured.subjects.empty())
        measured.gaps.push_back({.text = "no tree stands over planting on this plan", .lacks = "tree"});
    return measured;
}

Measured lamp_to_tree(const MetricInput& input) {
    const auto& trees = input.facts.of(Role::tree);
    const auto lamps = input.facts.scored(Role::luminaire);
    Measured measured;
    if (lamps.empty()) measured.gaps.push_back({.text = "no lamp is on the plan", .lacks = "lamp"});
    if (trees.empty()) measured.gaps.push_back({.text = "no tree is on the plan", .lacks = "tree"});
    if (lamps.empty() || trees.empty()) return measured;
    for (const FeaturePtr& lamp : lamps) {
        const Point at = label_point(lamp->geometry);
        const auto nearest = std::min_element(trees.begin(), trees.end(), [&](const auto& a, const auto& b) {
            return distance(a->geometry, at) < distance(b->geometry, at);
        });
        const double away = distance((*nearest)->geometry, at);
        const Point stem = label_point((*nearest)->geometry);
        measured.subjects.push_back(
            {.subject = {lamp->id},
             .at = at,
             .value = away,
             .grounds = Grounds().thing(Role::luminaire, *lamp).thing(Role::tree, **nearest),
             .text = called_first(Role::luminaire, *lamp) + " stands " + metres_text(away) + " m from a tree",
             .evidence = {{"lamp", lamp->id, {}},
                          {"tree that may shade it", (*nearest)->id, {}},
                          {metres_text(away) + " m", {}, Geometry::make_line(std::vector<Point>{at, stem})}},
             .causes = {(*nearest)->id}});
    }
    return measured;
}

} // namespace prospect::assessment
