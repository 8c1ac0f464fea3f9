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

std::size_t darkest_station(const LitWay& way) {
    const auto darkest = std::min_element(way.stations.begin(), way.stations.end(),
                                          [](const auto& a, const auto& b) { return a.eh < b.eh; });
    return static_cast<std::size_t>(darkest - way.stations.begin());
}

// Trees whose grown crowns are in the way of the light to that place.
std::vector<Uuid> shading_trees(const CheckRun& grown, const LitWay& way, Point place) {
    const auto space = grown.context().opaque_space();
    const Point3 at{place.x, place.y, space->ground_at(place)};
    return crowns_in_the_way(lighting::standing_crowns(grown.facts().scene(), *space), way.lamps,
                             std::span(&at, 1));
}

struct Years {
    int years = 0;
    const LitWay& now;
    const LitWay& then;
    const CheckRun& grown;
};

Measurement measure(const MetricInput& input, const Years& of) {
    const lighting::WalkStation& before = of.now.stations[darkest_station(of.now)];
    const lighting::WalkStation& after = of.then.stations[darkest_station(of.then)];
    Measurement measurement{.subject = {of.now.feature().id}, .at = after.place};
    measurement.value = 100 * (after.eh - before.eh) / before.eh;
    if (input.only_values) return measurement;
    measurement.text = "In year " + std::to_string(of.years) + " " + of.now.called() + " gets " +
                       lux_text(after.eh) + " lx where it is darkest, and " + lux_text(before.eh) +
                       " lx as planted: " + rounded_text(std::abs(measurement.value)) + " % " +
                       (measurement.value < 0 ? "less" : "more");
    measurement.grounds.thing(Role::path, of.now.feature()).word(Role::path, of.now.feature(), "night_route");
    measurement.evidence.push_back({sentence(of.now.called()), of.now.feature().id, {}});
    measurement.evidence.push_back({"darkest then", {}, Geometry::make_point(after.place)});
    add_lamps(input, of.now, measurement);
    if (input.criterion.holds(measurement.value)) return measurement;
    const std::vector<Uuid> trees = shading_trees(of.grown, of.then, after.place);
    for (const Uuid& id : trees)
        if (const FeaturePtr tree = input.facts.find(id)) {
            measurement.grounds.blocker(Role::tree, *tree);
            measurement.grounds.number(Role::tree, *tree, "growth_m_per_year");
            measurement.evidence.push_back(
                {sentence(input.facts.called(Role::tree, *tree)) + " grows into the light", id, {}});
            measurement.causes.push_back(id);
        }
    if (!of.then.lamps.empty())
        measurement.proposals = trims_of(input.facts, trees, of.then.lamps.front()->height_m);
    return measurement;
}

const LitWay* same_way(const LitWays& ways, const LitWay& way) {
    const auto found = std::find_if(ways.paths.begin(), ways.paths.end(),
                                    [&](const LitWay& one) { return one.feature().id == way.feature().id; });
    return found == ways.paths.end() ? nullptr : &*found;
}

} // namespace

Measured light_kept(const MetricInput& input) {
    Measured measured;
    if (input.facts.of(Role::tree).empty())
        measured.gaps.push_back({.text = "no tree is on the plan", .lacks = "tree"});
    if (input.context.time().phase == Phase::mature)
        measured.gaps.push_back(
            {.text = "the phase asked for is that of grown planting, so nothing of it grows any more",
             .subjects = 1});
    if (!measured.gaps.empty()) return measured;
    const auto years = static_cast<int>(input.criterion.setting("years"));
    const bool planted = input.context.time().growth_year == 0;
    const LitWays* now =
        planted ? ways_by_night(input, measured) : input.shared.grown(0).shared().lit_ways(input.changed);
    if (now == nullptr) {
        if (measured.gaps.empty())
            measured.gaps.push_back({.text = input.shared.why_no_light(), .lacks = "lamp"});
        return measured;
    }
    const CheckRun& grown = input.shared.grown(years);
    const LitWays* then = grown.shared().lit_ways(input.changed);
    measured.untouched = now->untouched;
    const double least_lx = input.criterion.setting("least_lx");
    Gap dark{.text = "there is hardly any light on it now that could be lost"};
    bool any = !measured.untouched.empty();
    for (const LitWay& way : now->paths) {
        if (way.stations.empty()) continue;
        any = true;
        const LitWay* later = then == nullptr ? nullptr : same_way(*then, way);
        if (later == nullptr || later->stations.empty() || way.stations[darkest_station(way)].eh < least_lx) {
            ++dark.subjects;
            dark.features.push_back(way.feature().id);
            dark.at = dark.at.value_or(label_point(way.feature().geometry));
            continue;
        }
        measured.subjects.push_back(measure(input, {years, way, *later, grown}));
    }
    if (dark.subjects > 0) measured.gaps.push_back(std::move(dark));
    if (!any) measured.gaps.push_back({.text = "no path is marked as a route at night", .lacks = "path"});
    return measured;
}

} // namespace prospect::assessment
