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

// Trees whose grown crowns are in the way of the light to that place.
std::vector<Uuid> shading_trees(const CheckRun& grown, const LitWay& way, Point place) {
    const auto space = grown.context().opaque_space();
    const Point3 at{place.x, place.y, space->ground_at(place)};
    return crowns_in_the_way(lighting::standing_crowns(grown.facts().scene(), *space), way.lamps,
                             std::span(&at, 1));
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
        (std::abs(measurement.value) < 0.5 ? std::string(", as much")
                                           : ": " + rounded_text(std::abs(measurement.value)) + " % " +
                                                 (measurement.value < 0 ? "less" : "more"));
    measurement.grounds.thing(Role::path, of.way.feature()).word(Role::path, of.way.feature(), "night_route");
    measurement.evidence.push_back({sentence(of.way.called()), of.way.feature().id, {}});
    measurement.evidence.push_back({"darkest then", {}, Geometry::make_point(place)});
    add_lamps(input, of.way, 0, measurement);
    if (input.criterion.holds(measurement.value)) return measurement;
    const std::vector<Uuid> trees = shading_trees(of.grown, of.way, place);
    for (const Uuid& id : trees)
        if (const FeaturePtr tree = input.facts.find(id)) {
            measurement.grounds.blocker(Role::tree, *tree);
            measurement.grounds.number(Role::tree, *tree, "growth_m_per_year");
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
std::vector<GroundAlong> ground_in(const MetricInput& input, int year) {
    if (input.context.time().growth_year == year) {
        const lighting::LitPlan* plan = input.shared.night_light();
        return plan ? ground_along_routes(input.context, *plan, input.changed) : std::vector<GroundAlong>();
    }
    const CheckRun& run = input.shared.grown(year);
    const lighting::LitPlan* plan = run.shared().night_light();
    return plan ? ground_along_routes(run.context(), *plan, input.changed) : std::vector<GroundAlong>();
}

} // namespace

Measured light_kept(const MetricInput& input) {
    Measured measured;
    if (!input.shared.may_change(Role::tree)) {
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
    const std::vector<GroundAlong> before = ground_in(input, 0);
    const std::vector<GroundAlong> after = ground_in(input, years);
    const double least_lx = input.criterion.setting("least_lx");
    Gap dark{.text = "there is hardly any light on it now that could be lost"};
    bool any = !measured.untouched.empty();
    for (const LitWay& way : ways->paths) {
        if (!way.night_route) continue;
        any = true;
        const GroundAlong* was = of_path(before, way.feature().id);
        const GroundAlong* is = of_path(after, way.feature().id);
        if (was == nullptr || is == nullptr || was->lux[was->darkest()] < least_lx) {
            ++dark.subjects;
            dark.features.push_back(way.feature().id);
            dark.at = dark.at.value_or(label_point(way.feature().geometry));
            continue;
        }
        measured.subjects.push_back(measure(input, {years, way, *was, *is, input.shared.grown(years)}));
    }
    if (dark.subjects > 0) measured.gaps.push_back(std::move(dark));
    if (!any) measured.gaps.push_back({.text = "no path is marked as a route at night", .lacks = "path"});
    return measured;
}

} // namespace prospect::assessment
