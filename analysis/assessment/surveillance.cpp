#include "analysis/assessment/surveillance.h"

#include "analysis/assessment/hiders.h"
#include "analysis/assessment/more_eyes.h"
#include "analysis/assessment/shared.h"
#include "analysis/assessment/watchers.h"
#include "analysis/scene/spots.h"
#include "geometry/base/error.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace prospect::assessment {

namespace {

using scene::metres_text;

std::string windows_text(std::size_t windows) {
    return counted(windows, "window");
}

// Ways from which a door is seen by whoever passes; of ways whose kind is not known it is taken that they
// are.
std::vector<FeaturePtr> streets(const Facts& facts) {
    std::vector<FeaturePtr> found;
    for (const FeaturePtr& path : facts.of(Role::path))
        if (const std::string kind = own_text(*path, "kind"); kind == "road" || kind.empty())
            found.push_back(path);
    return found;
}

// Metres of street with a clear line to the eye, in the horizontal plane at eye height.
double street_seen_m(const MetricInput& input, const std::vector<FeaturePtr>& streets, Point eye) {
    constexpr double step_m = 0.5;
    const double reach_m = input.criterion.setting("reach_m");
    const double height_m = input.criterion.setting("eye_height_m");
    Box box{eye.x, eye.y, eye.x, eye.y};
    const auto walls = input.context.walls_at(height_m, input.facts.scene().bounds().grown(reach_m + 1));
    if (!walls->bounds().contains(eye)) return 0;
    const kernel::View view = walls->view_from(eye, {.reach_m = reach_m});
    if (view.boundary.size() < 3) return 0;
    const Geometry seen = Geometry::make_polygon(view.boundary);
    box = box.grown(reach_m);
    double length_m = 0;
    for (const FeaturePtr& street : streets) {
        if (!street->geometry.box().intersects(box)) continue;
        for (const Station& station : stations(street->geometry, step_m))
            if (box.contains(station.at) && contains(seen, station.at)) length_m += step_m;
    }
    return length_m;
}

// What hides the street in front of the door from the eye where all of it is of a height nobody gave.
void add_guessed_before_street(const MetricInput& input, const Watchers& watchers,
                               const std::vector<FeaturePtr>& streets, Point eye, Point outward,
                               Grounds& grounds) {
    constexpr double step_m = 2;
    const double reach_m = input.criterion.setting("reach_m");
    const double height_m = input.criterion.setting("eye_height_m");
    const Box box = Box{eye.x, eye.y, eye.x, eye.y}.grown(reach_m);
    for (const FeaturePtr& street : streets) {
        if (!street->geometry.box().intersects(box)) continue;
        for (const Station& station : stations(street->geometry, step_m))
            if (distance(station.at, eye) <= reach_m && dot(station.at - eye, outward) > 0)
                for (const Uuid& thing :
                     watchers.only_guessed_between(above(eye, height_m), above(station.at, height_m)))
                    watchers.add_blocker(thing, grounds);
    }
}

// What is in the way of windows, and of which.
struct InTheWay {
    Hiders lines; // from windows to spots
    std::map<Uuid, std::set<std::size_t>> windows;
};

void add_blockers(const Watchers& watchers, const Watched& watched, const Point3& spot,
                  InTheWay& in_the_way) {
    for (const std::size_t i : watched.blocked)
        for (const Uuid& id : watchers.in_the_way(i, spot)) {
            ++in_the_way.lines[id];
            in_the_way.windows[id].insert(i);
        }
}

// "is in the way of 2 windows", "is in the way of 2 windows and of 3 that see some of it": the former are of
// those that the sentence says are hidden.
std::string in_the_way_text(const std::set<std::size_t>& windows, const std::set<std::size_t>& hidden) {
    const auto whole = static_cast<std::size_t>(std::count_if(
        windows.begin(), windows.end(), [&](std::size_t window) { return hidden.contains(window); }));
    const std::size_t some = windows.size() - whole;
    const std::string of_some = some == 1 ? " that sees some of it" : " that see some of it";
    if (whole == 0) return "is in the way of " + windows_text(some) + of_some;
    return "is in the way of " + windows_text(whole) +
           (some > 0 ? " and of " + count_text(some) + of_some : std::string());
}

// All that hides glows; only what can be made lower is a cause.
void add_blocker_evidence(const Facts& facts, const InTheWay& in_the_way, const std::set<std::size_t>& hidden,
                          Measurement& measurement) {
    for (const auto& [times, thing] : by_times(facts, in_the_way.lines)) {
        const Role role = facts.site().layer_of(thing->id)->role;
        measurement.evidence.push_back({sentence(facts.called(role, *thing)) + " " +
                                            in_the_way_text(in_the_way.windows.at(thing->id), hidden),
                                        thing->id,
                                        {}});
        if (role != Role::building) measurement.causes.push_back(thing->id);
    }
}

// Where the nearest window is: " in 2–16 Mill Row".
std::string house_text(const Facts& facts, const Watcher& watcher) {
    const FeaturePtr house = facts.find(watcher.building);
    return house && !facts.name_of(*house).empty() ? ", in " + facts.name_of(*house) : std::string{};
}

// Why no more windows see it: none is near, they face away, or what hides them. The nearest window glows.
std::string why_not_seen(const MetricInput& input, const Watchers& watchers, const Overlooking& seen,
                         Point at, const Uuid& except, const Hiders& in_the_way, Measurement& measurement) {
    const std::string reach = rounded_text(input.criterion.setting("reach_m")) + " m";
    if (!seen.near_any()) {
        const auto nearest = watchers.nearest(at, except);
        if (!nearest) return "none is on the plan";
        const Watcher& window = watchers.all()[*nearest];
        const Point eye{window.eye.x, window.eye.y};
        const std::string away = rounded_text(distance(at, eye)) + " m away";
        measurement.evidence.push_back({"nearest window, " + away, window.window->id, {}});
        measurement.evidence.push_back({away, {}, Geometry::make_line(std::vector<Point>{at, eye})});
        return "none is within " + reach + " (the nearest is " + away + house_text(input.facts, window) + ")";
    }
    const std::size_t hidden = seen.hidden().size();
    const std::size_t turned = seen.turned_away().size();
    std::string why;
    if (hidden > 0)
        why = windows_text(hidden) + " within " + reach + (hidden == 1 ? " is" : " are") + " hidden by " +
              hiders_text(input.facts, in_the_way);
    if (turned > 0)
        why += (why.empty() ? windows_text(turned) + " within " + reach : ", " + count_text(turned)) +
               (turned == 1 ? " faces" : " face") + " away";
    return why;
}

struct Door {
    FeaturePtr feature;
    Facade facade;
};

// Those in a building's wall; the others, of which it is not known where they look, go to `elsewhere`.
std::vector<Door> main_doors(const Facts& facts, Gap& elsewhere) {
    std::vector<Door> doors;
    for (const FeaturePtr& opening : facts.scored(Role::opening)) {
        if (own_text(*opening, "kind") != "door" || own_text(*opening, "main") != "1") continue;
        const Point at = label_point(opening->geometry);
        if (const auto facade = facts.facade_at(at)) {
            doors.push_back({opening, *facade});
            continue;
        }
        ++elsewhere.subjects;
        elsewhere.features.push_back(opening->id);
        elsewhere.at = elsewhere.at.value_or(at);
    }
    return doors;
}

Measurement measure_door(const MetricInput& input, const Watchers& watchers,
                         const std::vector<FeaturePtr>& ways, const Door& door) {
    constexpr double before_door_m = 0.1;
    const double reach_m = input.criterion.setting("reach_m");
    const Point eye = door.facade.foot + door.facade.outward * before_door_m;
    const Point3 spot = above(eye, input.criterion.setting("target_height_m"));
    const double street_m = street_seen_m(input, ways, eye);
    const Watched watched = watchers.on(spot, reach_m, door.facade.building);
    Overlooking seen;
    seen.add(watched);
    Measurement measurement{.subject = {door.feature->id},
                            .at = door.facade.foot,
                            .value = static_cast<double>(watched.by.size()) + (street_m > 0 ? 1 : 0),
                            .grounds = seen.grounds(watchers)};
    measurement.grounds.thing(Role::opening, *door.feature).word(Role::opening, *door.feature, "main");
    measurement.text = called_first(Role::opening, *door.feature) + " is seen from " +
                       (street_m > 0 ? rounded_text(street_m) + " m of street" : std::string("no street")) +
                       " and by " + windows_text(watched.by.size()) + " of other buildings within " +
                       rounded_text(reach_m) + " m";
    measurement.evidence.push_back({"entrance", door.feature->id, {}});
    if (street_m == 0 && !input.only_values)
        add_guessed_before_street(input, watchers, ways, eye, door.facade.outward, measurement.grounds);
    // What is not on the plan at all may still be there: the miss is worth a look, no more.
    if (ways.empty() || watchers.all().empty()) {
        measurement.grounds.supposed(ways.empty() ? "where streets are" : "where windows are",
                                     Basis::unknown);
        measurement.text += ways.empty() ? " (no street is on the plan)" : " (no window is on the plan)";
    }
    if (measurement.value > 0 || input.only_values) return measurement;
    InTheWay in_the_way;
    add_blockers(watchers, watched, spot, in_the_way);
    if (!watchers.all().empty())
        measurement.text += ": " + why_not_seen(input, watchers, seen, door.facade.foot, door.facade.building,
                                                in_the_way.lines, measurement);
    add_blocker_evidence(input.facts, in_the_way, seen.hidden(), measurement);
    measurement.proposals = open_what_hides(input.facts, in_the_way.lines);
    if (auto windows = windows_towards(input, input.facts.called(Role::opening, *door.feature),
                                       std::span(&spot, 1), 1, reach_m)) {
        windows->at_last = true;
        measurement.proposals.push_back(std::move(*windows));
    }
    return measurement;
}

bool people_stay(const Feature& activity) {
    static const std::set<std::string> kinds{"seat", "play", "bus_stop", "atm", "bin_store"};
    return kinds.contains(own_text(activity, "kind"));
}

Measurement measure_stay(const MetricInput& input, const Watchers& watchers, const Feature& activity) {
    const double reach_m = input.criterion.setting("reach_m");
    const double target_m = input.criterion.setting("target_height_m");
    constexpr double wanted = 50;
    const std::vector<Point> spots =
        scene::spots_of(activity.geometry, wanted, input.facts.site().frame.origin);
    Measurement measurement{.subject = {activity.id}, .at = label_point(activity.geometry)};
    Overlooking seen;
    InTheWay in_the_way;
    for (const Point p : spots) {
        const Point3 spot = above(p, target_m);
        const Watched watched = watchers.on(spot, reach_m);
        seen.add(watched);
        if (!input.only_values) add_blockers(watchers, watched, spot, in_the_way);
    }
    measurement.grounds = seen.grounds(watchers);
    measurement.grounds.thing(Role::activity, activity).word(Role::activity, activity, "kind");
    measurement.value = static_cast<double>(seen.lines()) / static_cast<double>(spots.size());
    const std::string reach = rounded_text(reach_m) + " m";
    measurement.text = called_first(Role::activity, activity) + " is overlooked by ";
    if (seen.by().empty())
        measurement.text += "no window";
    else if (spots.size() == 1)
        measurement.text += windows_text(seen.by().size()) + " within " + reach;
    else
        measurement.text +=
            metres_text(measurement.value) + " windows within " + reach + " on average over its spots";
    measurement.evidence.push_back({"place where people stay", activity.id, {}});
    if (input.criterion.holds(measurement.value) || input.only_values) return measurement;
    if (const std::string why =
            why_not_seen(input, watchers, seen, measurement.at, {}, in_the_way.lines, measurement);
        !why.empty())
        measurement.text += ": " + why;
    for (const std::size_t i : seen.by())
        measurement.evidence.push_back({"window that sees it", watchers.all()[i].window->id, {}});
    add_blocker_evidence(input.facts, in_the_way, seen.hidden(), measurement);
    measurement.proposals = open_what_hides(input.facts, in_the_way.lines);
    std::vector<Point3> places;
    for (const Point p : spots)
        places.push_back(above(p, target_m));
    const double asked = input.criterion.threshold;
    if (auto moved = moved_to_eyes(input, activity, target_m, asked, reach_m))
        measurement.proposals.push_back(std::move(*moved));
    if (auto windows = windows_towards(input, input.facts.called(Role::activity, activity), places,
                                       asked - measurement.value, reach_m))
        measurement.proposals.push_back(std::move(*windows));
    return measurement;
}

} // namespace

Measured entrance_seen(const MetricInput& input) {
    Measured measured;
    Gap elsewhere{.text = "the entrance lies more than 0.5 m from every building's wall", .lacks = "door"};
    std::vector<Door> doors = main_doors(input.facts, elsewhere);
    if (elsewhere.subjects > 0) measured.gaps.push_back(std::move(elsewhere));
    if (doors.empty() && measured.gaps.empty())
        measured.gaps.push_back({.text = "no door is marked as a main entrance", .lacks = "door"});
    if (doors.empty()) return measured;
    // What hides a door from the street or a window is within reach of it.
    std::erase_if(doors, [&](const Door& door) {
        const Point at = door.facade.foot;
        const bool reached =
            input.reaches(Box{at.x, at.y, at.x, at.y}.grown(input.criterion.setting("reach_m") + 1));
        if (!reached) measured.untouched.push_back(door.feature->id);
        return !reached;
    });
    if (doors.empty()) return measured;
    const Watchers& watchers = input.shared.watchers(input.changed, input.criterion.setting("reach_m"));
    const std::vector<FeaturePtr> ways = streets(input.facts);
    if (ways.empty() && watchers.all().empty() && input.changed.empty()) {
        measured.gaps.push_back({.text = "neither streets nor windows are on the plan", .lacks = "path"});
        return measured;
    }
    for (const Door& door : doors)
        measured.subjects.push_back(measure_door(input, watchers, ways, door));
    return measured;
}

Measured stay_overlooked(const MetricInput& input) {
    Measured measured;
    std::vector<FeaturePtr> stays;
    bool any = false;
    for (const FeaturePtr& activity : input.facts.scored(Role::activity)) {
        if (!people_stay(*activity)) continue;
        any = true;
        if (input.reaches(activity->geometry.box().grown(input.criterion.setting("reach_m") + 1)))
            stays.push_back(activity);
        else
            measured.untouched.push_back(activity->id);
    }
    if (any && stays.empty()) return measured;
    const Watchers& watchers = input.shared.watchers(input.changed, input.criterion.setting("reach_m"));
    if (!any)
        measured.gaps.push_back({.text = "no seat, play area, stop, cash machine or bin store is on the plan",
                                 .lacks = "activity"});
    if (const auto gap = no_windows(watchers); gap && input.changed.empty()) measured.gaps.push_back(*gap);
    if (!measured.gaps.empty()) return measured;
    for (const FeaturePtr& stay : stays)
        measured.subjects.push_back(measure_stay(input, watchers, *stay));
    return measured;
}

} // namespace prospect::assessment
