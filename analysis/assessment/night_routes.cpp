#include "analysis/assessment/night_routes.h"

#include "analysis/assessment/check_grid.h"
#include "analysis/assessment/facts.h"
#include "analysis/assessment/guarded.h"
#include "analysis/assessment/lit_ways.h"
#include "analysis/assessment/more_light.h"
#include "analysis/assessment/shared.h"
#include "analysis/scene/cells_near.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace prospect::assessment {

namespace {

constexpr double step_m = 1.0;

struct Stretch {
    double length_m = 0;
    std::vector<Point> points;
};

double to_lamp(const std::vector<FeaturePtr>& lamps, Point p) {
    double least = std::numeric_limits<double>::infinity();
    for (const FeaturePtr& lamp : lamps)
        least = std::min(least, distance(lamp->geometry, p));
    return least;
}

// Over the parts of a path one after another; a new part begins a new stretch.
Stretch longest_without_lamp(const Feature& path, const std::vector<FeaturePtr>& lamps, double lamp_m) {
    Stretch best;
    for (std::size_t r = 0; r < path.geometry.ring_count(); ++r) {
        Stretch stretch;
        for (const Station& station : stations(Geometry::make_line(path.geometry.ring(r)), step_m)) {
            if (to_lamp(lamps, station.at) <= lamp_m) {
                stretch = {};
                continue;
            }
            if (!stretch.points.empty()) stretch.length_m += distance(stretch.points.back(), station.at);
            stretch.points.push_back(station.at);
            if (stretch.length_m > best.length_m) best = stretch;
        }
    }
    return best;
}

// Those that touch the study area; a gap where there are none or no lamps.
std::vector<FeaturePtr> routes_at_night(const Facts& facts, Measured& measured) {
    std::vector<FeaturePtr> routes;
    for (const FeaturePtr& path : facts.scored(Role::path))
        if (own_text(*path, "night_route") == "1") routes.push_back(path);
    if (facts.of(Role::luminaire).empty())
        measured.gaps.push_back(
            {.text = "no lamp is on the plan, which is missing data and not darkness", .lacks = "lamp"});
    if (routes.empty())
        measured.gaps.push_back({.text = "no path is marked as a route at night", .lacks = "path"});
    return routes;
}

// Cells of the map of eyes on the ground of a route.
struct RouteGround {
    std::size_t cells = 0;
    std::size_t watched = 0;
    double night = 0; // sums of guardianship
    double evening = 0;
    std::optional<Point> worst; // where most of it is hardly watched
};

const Field& field_of(const engine::Run& run, std::string_view name) {
    for (const Field& field : run.result.fields)
        if (field.name == name) return field;
    throw Error(ErrorCode::internal, "no field " + std::string(name));
}

RouteGround ground_of(const MetricInput& input, const Feature& route, const engine::Run& eyes) {
    const Field& night = field_of(eyes, "guardianship_night");
    const Field& evening = field_of(eyes, "guardianship_evening");
    const Grid& grid = night.grid;
    const double reach_m =
        std::max(number_of(Role::path, route, "width_m").value, std::max(grid.cell_x, grid.cell_y)) / 2;
    const double enough = input.criterion.setting("guardianship");
    RouteGround ground;
    std::set<std::size_t> unwatched;
    for (const scene::CellRun& run : scene::cells_near(grid, {&route.geometry}, reach_m))
        for (std::int64_t column = run.first; column <= run.last; ++column) {
            const auto cell = static_cast<std::size_t>(run.row * grid.columns + column);
            const Point p = grid.center(column, run.row);
            if (night.values[cell] == nodata || distance(route.geometry, p) > reach_m ||
                !input.facts.study().contains(p))
                continue;
            ++ground.cells;
            ground.night += static_cast<double>(night.values[cell]);
            ground.evening += static_cast<double>(evening.values[cell]);
            if (static_cast<double>(night.values[cell]) >= enough)
                ++ground.watched;
            else
                unwatched.insert(cell);
        }
    if (!unwatched.empty())
        ground.worst = thickest_of(grid, [&](std::size_t i) { return unwatched.contains(i); });
    return ground;
}

// Why the map has no value by night.
std::string why_unknown(const engine::Run& eyes) {
    for (const engine::Note& note : eyes.result.notes)
        if (note.code == "night_unknown") return note.message;
    return {};
}

double mean_by_night(const RouteGround& ground) {
    return ground.night / static_cast<double>(ground.cells);
}

bool is_watched(const MetricInput& input, const RouteGround& ground) {
    return mean_by_night(ground) >= input.criterion.setting("guardianship");
}

Measurement measure_lit(const MetricInput& input, const LitWay& way, const RouteGround& ground) {
    const double mean_lx = way.subject.measure.average(lighting::ClassQuantity::eh);
    const double night = mean_by_night(ground);
    const double lit_lx = input.criterion.setting("lit_lx");
    const double mark = 100 * input.criterion.setting("guardianship");
    const bool lit = mean_lx >= lit_lx;
    Measurement measurement{.subject = {way.feature().id},
                            .at = ground.worst.value_or(label_point(way.feature().geometry)),
                            .value = lit && !is_watched(input, ground) ? 1.0 : 0.0};
    measurement.grounds.thing(Role::path, way.feature())
        .word(Role::path, way.feature(), "night_route")
        .supposed(somebody_looks);
    measurement.text = sentence(way.called()) + " is not meant for use at night, ";
    if (measurement.value > 0)
        measurement.text +=
            "but is lit with " + lux_text(mean_lx) + " lx on average while eyes on it are " +
            whole_beside(100 * night, mark) +
            " of 100 by night: light invites people where hardly anybody would see what happens. Whether "
            "there is another way for them is not known: look before its lamps are put out";
    else
        measurement.text += lit ? "and eyes on it are " + whole_beside(100 * night, mark) + " of 100 by night"
                                : "and is not lit (" + lux_beside(mean_lx, lit_lx) + " lx on average)";
    measurement.says_demand = true;
    measurement.evidence.push_back({"not for use at night", way.feature().id, {}});
    if (lit) add_lamps(input, way, 0, measurement);
    return measurement;
}

} // namespace

Measured watched_after_dark(const MetricInput& input) {
    Measured measured;
    const std::vector<FeaturePtr> routes = routes_at_night(input.facts, measured);
    if (input.facts.of(Role::opening).empty() || input.shared.eyes().guardians.windows == 0)
        measured.gaps.push_back({.text = "no window is on the plan", .lacks = "window"});
    if (!measured.gaps.empty()) return measured;
    const engine::RunPtr eyes = map_of_eyes(input, measured);
    if (const std::string why = why_unknown(*eyes); !why.empty()) {
        measured.gaps.push_back({.text = why, .lacks = "lamp", .subjects = routes.size()});
        return measured;
    }
    for (const engine::Note& note : eyes->result.notes)
        if (note.code == "photometry_assumed" || note.code == "lamp_left_out" ||
            note.code == "hours_not_understood")
            measured.notes.push_back(note);
    Gap nowhere{.text = "the route lies within buildings or where the terrain has no height"};
    for (const FeaturePtr& route : routes) {
        const RouteGround ground = ground_of(input, *route, *eyes);
        if (ground.cells == 0) {
            ++nowhere.subjects;
            nowhere.features.push_back(route->id);
            nowhere.at = label_point(route->geometry);
            continue;
        }
        const auto cells = static_cast<double>(ground.cells);
        Measurement measurement{.subject = {route->id},
                                .at = ground.worst.value_or(label_point(route->geometry)),
                                .value = 100 * static_cast<double>(ground.watched) / cells};
        measurement.grounds.thing(Role::path, *route).word(Role::path, *route, "night_route");
        measurement.grounds.supposed(somebody_looks);
        measurement.text =
            "Somebody is likely to watch " + rounded_text(measurement.value) + " % of the ground of " +
            called(Role::path, *route) + " by night, where " + rounded_text(input.criterion.threshold) +
            " % are asked for. Eyes on a spot of it are " + rounded_text(100 * ground.night / cells) +
            " of 100 on average by night and " + rounded_text(100 * ground.evening / cells) +
            " in the evening, when more people are awake and light is not asked about";
        measurement.says_demand = true;
        measurement.evidence.push_back({"route at night", route->id, {}});
        if (ground.worst)
            measurement.evidence.push_back(
                {"most of the ground hardly watched is here", {}, Geometry::make_point(*ground.worst)});
        measured.subjects.push_back(std::move(measurement));
    }
    if (nowhere.subjects > 0) measured.gaps.push_back(std::move(nowhere));
    return measured;
}

Measured lit_but_unwatched(const MetricInput& input) {
    Measured measured;
    const LitWays* ways = ways_by_night(input, measured);
    if (ways == nullptr) return measured;
    std::vector<const LitWay*> not_by_night;
    for (const LitWay& way : ways->paths)
        if (way.not_by_night) not_by_night.push_back(&way);
    Measured left_out;
    const bool any = add_left_out(
        ways->no_paths, [](const Feature& path) { return own_text(path, "night_route") == "0"; }, left_out);
    if (not_by_night.empty() && any) measured.gaps = left_out.gaps;
    if (not_by_night.empty() && !any)
        measured.gaps.push_back(
            {.text = "no path is said not to be a route at night (night_route no)", .lacks = "path"});
    if (input.facts.of(Role::opening).empty() || input.shared.eyes().guardians.windows == 0)
        measured.gaps.push_back({.text = "no window is on the plan", .lacks = "window"});
    if (!measured.gaps.empty()) return measured;
    const engine::RunPtr eyes = map_of_eyes(input, measured);
    if (const std::string why = why_unknown(*eyes); !why.empty()) {
        measured.gaps.push_back({.text = why, .lacks = "lamp", .subjects = not_by_night.size()});
        return measured;
    }
    Gap nowhere{.text = no_ground_text};
    Gap broken = broken_gap();
    for (const LitWay* way : not_by_night) {
        const RouteGround ground = ground_of(input, way->feature(), *eyes);
        if (ground.cells == 0) add_to(nowhere, way->feature());
        // More light may make it lit, and lets more be seen: settled is only what is watched already.
        else if (!left_unknown(*way, is_watched(input, ground), Light::more, broken))
            measured.subjects.push_back(measure_lit(input, *way, ground));
    }
    measured.gaps = std::move(left_out.gaps);
    for (Gap* gap : {&nowhere, &broken})
        if (gap->subjects > 0) measured.gaps.push_back(std::move(*gap));
    return measured;
}

Measured unlit_stretch(const MetricInput& input) {
    Measured measured;
    const auto& lamps = input.facts.of(Role::luminaire);
    const std::vector<FeaturePtr> routes = routes_at_night(input.facts, measured);
    if (!measured.gaps.empty()) return measured;
    const double lamp_m = input.criterion.setting("lamp_m");
    for (const FeaturePtr& route : routes) {
        const Stretch dark = longest_without_lamp(*route, lamps, lamp_m);
        Measurement measurement{
            .subject = {route->id}, .at = label_point(route->geometry), .value = dark.length_m};
        measurement.grounds.thing(Role::path, *route).word(Role::path, *route, "night_route");
        for (const FeaturePtr& lamp : lamps)
            measurement.grounds.thing(Role::luminaire, *lamp);
        measurement.text = called_first(Role::path, *route) + " has no lamp within " + rounded_text(lamp_m) +
                           " m along " + whole_beside(dark.length_m, input.criterion.threshold) + " m";
        if (dark.points.size() > 1) {
            measurement.at = dark.points[dark.points.size() / 2];
            measurement.evidence.push_back(
                {"no lamp near this stretch", {}, Geometry::make_line(dark.points)});
        }
        measurement.evidence.push_back({"route at night", route->id, {}});
        if (!input.only_values && !input.criterion.holds(measurement.value))
            measurement.proposals = more_light_along(input, route->id);
        measured.subjects.push_back(std::move(measurement));
    }
    return measured;
}

} // namespace prospect::assessment
