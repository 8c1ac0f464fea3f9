#include "analysis/assessment/light_growth.h"

#include "analysis/assessment/check_run.h"
#include "analysis/assessment/facts.h"
#include "analysis/assessment/lit_ways.h"
#include "analysis/assessment/more_light.h"
#include "analysis/assessment/shared.h"

#include <algorithm>
#include <cmath>

namespace prospect::assessment {

namespace {

// Crowns as near as that to the way of light rest on how trees grow: half a metre more a year in ten years.
constexpr double near_light_m = 5;

// Trees whose grown crowns are in the way of the light to that place, or would be if they were that much
// larger all around.
std::vector<Uuid> shading_trees(const CheckRun& grown, const LitWay& way, Point place, double wider_m) {
    const auto space = grown.context().opaque_space();
    const Point3 at{place.x, place.y, space->ground_at(place)};
    auto crowns = lighting::standing_crowns(grown.facts().scene(), *space);
    for (lighting::StandingCrown& crown : crowns) {
        crown.radius_m += wider_m;
        crown.half_height_m += wider_m;
    }
    return crowns_in_the_way(crowns, way.lamps, std::span(&at, 1));
}

void add_growth(const Feature& tree, Grounds& grounds) {
    grounds.blocker(Role::tree, tree);
    grounds.number(Role::tree, tree, "growth_m_per_year");
}

// Of one route.
struct Years {
    int years = 0;
    const LitWay& way;
    const GroundAlong& before;
    const GroundAlong& after;
    const CheckRun& grown;
};

Measurement measure(const MetricInput& input, const Years& of) {
    const double before_lx = of.before.lux[of.before.darkest()];
    const double after_lx = of.after.lux[of.after.darkest()];
    const Point place = of.after.places[of.after.darkest()];
    Measurement measurement{.subject = {of.way.feature().id}, .at = place};
    measurement.value = 100 * (after_lx - before_lx) / before_lx;
    if (input.only_values) return measurement;
    measurement.text =
        "In year " + std::to_string(of.years) + " " + of.way.called() + " gets " + lux_text(after_lx) +
        " lx where it is darkest, and " + lux_text(before_lx) + " lx as planted" +
        (std::abs(measurement.value) < 0.5
             ? std::string(", as much")
             : ": " + whole_beside(std::abs(measurement.value), std::abs(input.criterion.threshold)) + " % " +
                   (measurement.value < 0 ? "less" : "more"));
    measurement.grounds.thing(Role::path, of.way.feature()).word(Role::path, of.way.feature(), "night_route");
    measurement.evidence.push_back({sentence(of.way.called()), of.way.feature().id, {}});
    measurement.evidence.push_back({"darkest then", {}, Geometry::make_point(place)});
    add_lamps(input, of.way, 0, measurement);
    if (input.criterion.holds(measurement.value)) {
        for (const Uuid& id : shading_trees(of.grown, of.way, place, near_light_m))
            if (const FeaturePtr tree = input.facts.find(id)) add_growth(*tree, measurement.grounds);
        return measurement;
    }
    const std::vector<Uuid> trees = shading_trees(of.grown, of.way, place, 0);
    for (const Uuid& id : trees)
        if (const FeaturePtr tree = input.facts.find(id)) {
            add_growth(*tree, measurement.grounds);
            measurement.evidence.push_back(
                {sentence(input.facts.called(Role::tree, *tree)) + " grows into the light", id, {}});
            measurement.causes.push_back(id);
        }
    if (!of.way.lamps.empty())
        measurement.proposals = trims_of(input.facts, trees, of.way.lamps.front()->height_m);
    return measurement;
}

// Null where it is not among them or has no spot.
const GroundAlong* of_path(const std::vector<GroundAlong>& all, const Uuid& path) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const GroundAlong& one) { return one.path->id == path; });
    return found == all.end() || found->lux.empty() ? nullptr : &*found;
}

// In that year of growth; nothing where no lamp gives light.
std::vector<GroundAlong> ground_in(const MetricInput& input, const LitWays& ways, int year) {
    if (input.context.time().growth_year == year) {
        const lighting::LitPlan* plan = input.shared.night_light();
        return plan ? ground_along_routes(input.context, *plan, ways) : std::vector<GroundAlong>();
    }
    const CheckRun& run = input.shared.grown(year);
    const lighting::LitPlan* plan = run.shared().night_light();
    return plan ? ground_along_routes(run.context(), *plan, ways) : std::vector<GroundAlong>();
}

} // namespace

Measured light_kept(const MetricInput& input) {
    Measured measured;
    if (!input.shared.may_change(Role::tree) && !input.shared.may_change(Role::luminaire)) {
        measured.also_untouched = [](std::span<const Uuid>) { return true; };
        return measured;
    }
    if (input.facts.of(Role::tree).empty())
        measured.gaps.push_back({.text = "no tree is on the plan", .lacks = "tree"});
    if (input.context.time().phase == Phase::mature)
        measured.gaps.push_back(
            {.text = "the phase asked for is that of grown planting, so nothing of it grows any more",
             .subjects = 1});
    if (!measured.gaps.empty()) return measured;
    const auto years = static_cast<int>(input.criterion.setting("years"));
    const LitWays* ways = ways_by_night(input, measured);
    if (ways == nullptr) return measured;
    const std::vector<GroundAlong> before = ground_in(input, *ways, 0);
    const std::vector<GroundAlong> after = ground_in(input, *ways, years);
    const double least_lx = input.criterion.setting("least_lx");
    Gap dark{.text = "there is hardly any light on it now that could be lost"};
    Gap nowhere{.text = no_ground_text};
    Gap broken = broken_gap();
    bool any = !measured.untouched.empty();
    for (const LitWay& way : ways->paths) {
        if (!way.night_route) continue;
        any = true;
        const GroundAlong* was = of_path(before, way.feature().id);
        const GroundAlong* is = of_path(after, way.feature().id);
        // What a broken lamp would give could be lost, or kept.
        if (was != nullptr && is != nullptr && left_unknown(way, false, Light::either, broken)) continue;
        if (was == nullptr || is == nullptr || was->lux[was->darkest()] < least_lx) {
            add_to(was == nullptr || is == nullptr ? nowhere : dark, way.feature());
            continue;
        }
        measured.subjects.push_back(measure(input, {years, way, *was, *is, input.shared.grown(years)}));
    }
    any = add_left_out(ways->no_paths, is_night_route, measured) || any;
    for (Gap* gap : {&broken, &nowhere, &dark})
        if (gap->subjects > 0) measured.gaps.push_back(std::move(*gap));
    if (!any) measured.gaps.push_back({.text = "no path is marked as a route at night", .lacks = "path"});
    return measured;
}

} // namespace prospect::assessment
