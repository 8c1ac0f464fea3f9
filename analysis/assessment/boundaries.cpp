#include "analysis/assessment/boundaries.h"

#include "analysis/access/climbing.h"
#include "analysis/access/front_boundaries.h"
#include "analysis/assessment/criteria_file.h"
#include "analysis/assessment/facts.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace prospect::assessment {

namespace {

using access::beside_m;
using access::is_boundary;
using access::MainEntrance;
using scene::metres_text;

access::FrontReach reach_of(const Criterion& criterion) {
    return {criterion.setting("depth_m"), criterion.setting("half_width_m")};
}

struct Fronts {
    std::map<Uuid, std::vector<MainEntrance>> doors; // by barrier
    std::size_t entrances = 0;
};

Fronts fronts_of(const MetricInput& input) {
    const auto entrances =
        access::main_entrances(input.facts.scene().facades(), input.facts.scored(Role::opening));
    return {access::front_boundaries(input.facts.of(Role::barrier), entrances, reach_of(input.criterion)),
            entrances.size()};
}

// Height to which a barrier blocks sight. A wall or hedge is solid by what it is; a fence whose opacity is
// not given may be either.
double screen_height(const Feature& barrier, Grounds& grounds) {
    const Reading height = grounds.measured(Role::barrier, barrier, "height_m");
    const Reading opacity = by_nature(Role::barrier, barrier, "opacity")
                                ? grounds.number(Role::barrier, barrier, "opacity")
                                : grounds.measured(Role::barrier, barrier, "opacity");
    // Taken as solid where nothing says otherwise: a look is asked for, not a pass given.
    const bool open = opacity.value < scene::blocking_opacity && !opacity.defaulted;
    return open ? 0 : height.value;
}

// A boundary between private and other ground.
struct Edge {
    FeaturePtr barrier;
    double length_m = 0;        // of what has private ground on one side only
    Point at;                   // the middle of that
    std::vector<Point> outside; // points on the other ground, beside it
    Grounds grounds;            // whose ground it is, and that the barrier is there
};

Edge edge_of(const Facts& facts, const FeaturePtr& barrier) {
    constexpr double step_m = 0.5;
    Edge edge{.barrier = barrier};
    edge.grounds.thing(Role::barrier, *barrier);
    std::vector<Point> on;
    for (const Station& station : stations(barrier->geometry, step_m)) {
        const Point side = Point{-station.direction.y, station.direction.x} * beside_m;
        const Point left = station.at + side;
        const Point right = station.at - side;
        const bool private_left = facts.zones().private_at(left);
        if (private_left == facts.zones().private_at(right)) continue;
        const Point outside = private_left ? right : left;
        if (facts.built_at(outside) || !facts.study().contains(station.at)) continue;
        if (const Feature* zone = facts.zones().at(private_left ? left : right))
            edge.grounds.word(Role::zone, *zone, "ownership");
        edge.length_m += step_m;
        on.push_back(station.at);
        edge.outside.push_back(outside);
    }
    if (!on.empty()) edge.at = on[on.size() / 2];
    return edge;
}

std::vector<Edge> side_rear_edges(const MetricInput& input) {
    const Fronts fronts = fronts_of(input);
    const double least_m = input.criterion.setting("least_length_m");
    std::vector<Edge> edges;
    for (const FeaturePtr& barrier : input.facts.scored(Role::barrier)) {
        if (!is_boundary(*barrier) || fronts.doors.contains(barrier->id)) continue;
        Edge edge = edge_of(input.facts, barrier);
        if (edge.length_m >= least_m) edges.push_back(std::move(edge));
    }
    return edges;
}

std::optional<Gap> missing_private_ground(const Facts& facts) {
    const auto& zones = facts.of(Role::zone);
    if (std::any_of(zones.begin(), zones.end(),
                    [](const FeaturePtr& zone) { return own_text(*zone, "ownership") == "private"; }))
        return std::nullopt;
    return Gap{.text = "the plan does not say which ground is private", .lacks = "zone"};
}

access::ClimbingReach climbing_reach(const Criterion& criterion) {
    return {criterion.setting("near_m"), criterion.setting("low_m"), criterion.setting("high_m"),
            criterion.setting("step_m")};
}

std::vector<access::ClimbingAid> possible_aids(const MetricInput& input) {
    scene::AttributeReader reader;
    return access::climbing_aids_of(input.facts.scene(), climbing_reach(input.criterion), reader);
}

Grounds grounds_of(const access::ClimbingAid& aid) {
    Grounds grounds;
    grounds.thing(aid.role, *aid.feature);
    if (aid.usual_top)
        grounds.usual(aid.role, *aid.feature, "height", aid.top_m);
    else
        grounds.measured(aid.role, *aid.feature, "height_m");
    return grounds;
}

// Adds the aids that help, but not the thing itself.
void add_aids(const std::vector<access::ClimbingAid>& aids, const Uuid& itself,
              const std::function<bool(const access::ClimbingAid&)>& helps, Measurement& measurement) {
    for (const access::ClimbingAid& aid : aids) {
        if (aid.feature->id == itself || !helps(aid)) continue;
        measurement.value += 1;
        measurement.grounds.add(grounds_of(aid));
        measurement.evidence.push_back(
            {called(aid.role, *aid.feature) + ", " + metres_text(aid.top_m) + " m high, to climb on",
             aid.feature->id,
             {}});
        measurement.causes.push_back(aid.feature->id);
    }
}

void add_windows(const MetricInput& input, const std::vector<access::ClimbingAid>& aids, Measured& measured) {
    constexpr double reach_m = 2.0; // sills up to here are reached from the ground
    const double window_m = input.criterion.setting("window_m");
    for (const FeaturePtr& window : input.facts.scored(Role::opening)) {
        if (own_text(*window, "kind") != "window") continue;
        const Reading sill = number_of(Role::opening, *window, "sill_m");
        if (sill.value <= reach_m || sill.value > window_m) continue;
        const Point at = label_point(window->geometry);
        Measurement measurement{.subject = {window->id}, .at = at};
        measurement.evidence.push_back({"window", window->id, {}});
        measurement.grounds.thing(Role::opening, *window).number(Role::opening, *window, "sill_m");
        // The storey decides about the sill where that is not given.
        if (sill.defaulted) measurement.grounds.word(Role::opening, *window, "storey");
        const auto facade = input.facts.facade_at(at);
        const auto helps = [&](const access::ClimbingAid& aid) {
            return aid.helps(sill.value, at, climbing_reach(input.criterion));
        };
        add_aids(aids, facade ? facade->building : Uuid{}, helps, measurement);
        measurement.text = "Things to climb on near " + called(Role::opening, *window) + ": " +
                           std::to_string(measurement.causes.size());
        measured.subjects.push_back(std::move(measurement));
    }
}

// Metres of it with private ground on either side.
double beside_private_m(const Facts& facts, const Feature& barrier) {
    constexpr double step_m = 0.5;
    double found_m = 0;
    for (const Station& station : stations(barrier.geometry, step_m)) {
        const Point side = Point{-station.direction.y, station.direction.x} * beside_m;
        if (facts.zones().private_at(station.at + side) || facts.zones().private_at(station.at - side))
            found_m += step_m;
    }
    return found_m;
}

} // namespace

bool keeps_people_out(const Facts& facts, const Feature& barrier) {
    const auto& all = criteria();
    const auto rule = std::find_if(all.begin(), all.end(), [](const Criterion& one) {
        return one.metric == "boundary.side_rear_height";
    });
    if (rule == all.end() || !is_boundary(barrier) ||
        beside_private_m(facts, barrier) < rule->setting("least_length_m"))
        return false;
    const access::FrontReach reach = reach_of(*rule);
    const Box near_by = barrier.geometry.box().grown(reach.depth_m + reach.half_width_m);
    const auto entrances = access::main_entrances(facts.scene().facades(), facts.of(Role::opening), &near_by);
    return std::none_of(entrances.begin(), entrances.end(), [&](const MainEntrance& entrance) {
        return access::front_length(barrier.geometry, entrance, reach, &facts.zones()) >=
               access::least_front_m;
    });
}

Measured front_boundary_height(const MetricInput& input) {
    const Fronts fronts = fronts_of(input);
    Measured measured;
    for (const auto& [id, doors] : fronts.doors) {
        const FeaturePtr barrier = input.facts.find(id);
        Grounds grounds;
        grounds.thing(Role::barrier, *barrier).word(Role::barrier, *barrier, "kind");
        const double height_m = screen_height(*barrier, grounds);
        const std::string name = called_first(Role::barrier, *barrier);
        Measurement measurement{.subject = {id},
                                .at = nearest_station(barrier->geometry, doors.front().at).at,
                                .value = height_m,
                                .grounds = std::move(grounds),
                                .text = name + " before " + called(Role::opening, *doors.front().door) +
                                        " blocks sight up to " + metres_text(height_m) + " m",
                                .evidence = {{"front boundary", id, {}}},
                                .causes = {id},
                                .proposals = {{"Lower " + called(Role::barrier, *barrier) + " to " +
                                                   as_text(Value(input.criterion.threshold)) + " m",
                                               change_of("Lower the front boundary", id, "height_m",
                                                         input.criterion.threshold)}}};
        for (const MainEntrance& entrance : doors)
            measurement.evidence.push_back({"entrance behind it", entrance.door->id, {}});
        measured.subjects.push_back(std::move(measurement));
    }
    if (fronts.entrances == 0)
        measured.gaps.push_back(
            {.text = "no door in a building's wall is marked as a main entrance", .lacks = "door"});
    else if (measured.subjects.empty())
        measured.gaps.push_back({.text = "no boundary is drawn before a main entrance", .lacks = "barrier"});
    return measured;
}

Measured side_rear_height(const MetricInput& input) {
    Measured measured;
    if (const auto gap = missing_private_ground(input.facts)) {
        measured.gaps.push_back(*gap);
        return measured;
    }
    for (const Edge& edge : side_rear_edges(input)) {
        Grounds grounds = edge.grounds;
        const Reading height = grounds.measured(Role::barrier, *edge.barrier, "height_m");
        const std::string limit = as_text(Value(input.criterion.threshold)) + " m";
        measured.subjects.push_back(
            {.subject = {edge.barrier->id},
             .at = edge.at,
             .value = height.value,
             .grounds = std::move(grounds),
             .text = called_first(Role::barrier, *edge.barrier) + " beside private ground is " +
                     metres_text(height.value) + " m high",
             .evidence = {{"edge of private ground", edge.barrier->id, {}}},
             .causes = {edge.barrier->id},
             .proposals = {{"Raise " + called(Role::barrier, *edge.barrier) + " to " + limit,
                            change_of("Raise the boundary", edge.barrier->id, "height_m",
                                      input.criterion.threshold)}}});
    }
    if (measured.subjects.empty())
        measured.gaps.push_back({.text = "no wall, fence or hedge is drawn between private and other ground",
                                 .lacks = "barrier"});
    return measured;
}

Measured climbing_aids(const MetricInput& input) {
    Measured measured;
    const std::vector<access::ClimbingAid> aids = possible_aids(input);
    for (const Edge& edge : side_rear_edges(input)) {
        Measurement measurement{.subject = {edge.barrier->id}, .at = edge.at, .grounds = edge.grounds};
        const Reading height = measurement.grounds.measured(Role::barrier, *edge.barrier, "height_m");
        measurement.evidence.push_back({"edge of private ground", edge.barrier->id, {}});
        const auto helps = [&](const access::ClimbingAid& aid) {
            return aid.helps_over(edge.barrier->geometry, height.value, edge.outside,
                                  climbing_reach(input.criterion));
        };
        add_aids(aids, edge.barrier->id, helps, measurement);
        measurement.text = "Things to climb on beside " + called(Role::barrier, *edge.barrier) + ": " +
                           std::to_string(measurement.causes.size());
        measured.subjects.push_back(std::move(measurement));
    }
    add_windows(input, aids, measured);
    if (measured.subjects.empty())
        measured.gaps.push_back(
            {.text = "neither an edge of private ground nor a window above the ground floor is drawn",
             .lacks = "zone"});
    return measured;
}

} // namespace prospect::assessment
