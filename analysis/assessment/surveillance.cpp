#include "analysis/assessment/surveillance.h"

#include "analysis/assessment/check_grid.h"
#include "analysis/assessment/closing_in.h"
#include "analysis/assessment/watchers.h"
#include "geometry/base/error.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <set>

namespace prospect::assessment {

namespace {

using scene::metres_text;

Point3 above(Point p, double height_m) {
    return {p.x, p.y, height_m};
}

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

// Lowering, one at a time, of the hedges, planting, fences and walls that are most often in the way.
std::vector<Proposal> lower_what_blocks(const Facts& facts, const std::map<Uuid, std::size_t>& in_the_way) {
    constexpr double low_m = 1.0; // height that NS-07 asks for
    constexpr std::size_t tried = 3;
    std::vector<std::pair<std::size_t, Uuid>> order;
    for (const auto& [id, times] : in_the_way)
        order.emplace_back(times, id);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<Proposal> proposals;
    for (const auto& [times, id] : order) {
        const Layer* layer = facts.site().layer_of(id);
        if (layer == nullptr || (layer->role != Role::barrier && layer->role != Role::planting)) continue;
        const FeaturePtr thing = facts.find(id);
        if (!thing || number_of(layer->role, *thing, "height_m").value <= low_m) continue;
        SiteEdit edit = change_of("Lower what hides the place", id, "height_m", low_m);
        if (layer->role == Role::planting)
            edit.steps.emplace_back(ChangeAttribute{id, "mature_m", Value(low_m), Basis::drawn});
        proposals.push_back(
            {"Lower " + called(layer->role, *thing) + " to " + metres_text(low_m) + " m", edit});
        if (proposals.size() == tried) break;
    }
    return proposals;
}

void add_blockers(const Watchers& watchers, const Watched& watched, const Point3& spot,
                  std::map<Uuid, std::size_t>& in_the_way) {
    for (const std::size_t i : watched.blocked)
        for (const Uuid& id : watchers.in_the_way(i, spot))
            ++in_the_way[id];
}

// Those most often in the way first.
std::vector<std::pair<std::size_t, FeaturePtr>>
blockers_by_times(const Facts& facts, const std::map<Uuid, std::size_t>& in_the_way) {
    std::vector<std::pair<std::size_t, FeaturePtr>> order;
    for (const auto& [id, times] : in_the_way)
        if (const FeaturePtr thing = facts.find(id)) order.emplace_back(times, thing);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    return order;
}

// All that hides glows; only what can be made lower is a cause.
void add_blocker_evidence(const Facts& facts, const std::map<Uuid, std::size_t>& in_the_way,
                          Measurement& measurement) {
    for (const auto& [times, thing] : blockers_by_times(facts, in_the_way)) {
        const Role role = facts.site().layer_of(thing->id)->role;
        measurement.evidence.push_back(
            {sentence(facts.called(role, *thing)) + " is in the way of " + counted(times, "line"),
             thing->id,
             {}});
        if (role != Role::building) measurement.causes.push_back(thing->id);
    }
}

// "the hedge, 2–16 Mill Row and 3 more".
std::string blockers_text(const Facts& facts, const std::map<Uuid, std::size_t>& in_the_way) {
    constexpr std::size_t named = 2;
    std::vector<std::string> names;
    for (const auto& [times, thing] : blockers_by_times(facts, in_the_way))
        if (std::string name = facts.called(facts.site().layer_of(thing->id)->role, *thing);
            std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(std::move(name));
    std::string text;
    for (std::size_t i = 0; i < std::min(named, names.size()); ++i)
        text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    return names.size() > named ? text + " and " + count_text(names.size() - named) + " more" : text;
}

// Where the nearest window is: " in 2–16 Mill Row".
std::string house_text(const Facts& facts, const Watcher& watcher) {
    const FeaturePtr house = facts.find(watcher.building);
    return house && !facts.name_of(*house).empty() ? ", in " + facts.name_of(*house) : std::string{};
}

// Why no more windows see it: none is near, they face away, or what hides them. The nearest window glows.
std::string why_not_seen(const MetricInput& input, const Watchers& watchers, const Overlooking& seen,
                         Point at, const Uuid& except, const std::map<Uuid, std::size_t>& in_the_way,
                         Measurement& measurement) {
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
              blockers_text(input.facts, in_the_way);
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
    if (street_m == 0)
        add_guessed_before_street(input, watchers, ways, eye, door.facade.outward, measurement.grounds);
    // What is not on the plan at all may still be there: the miss is worth a look, no more.
    if (ways.empty() || watchers.all().empty()) {
        measurement.grounds.at_best(Basis::unknown);
        measurement.text += ways.empty() ? " (no street is on the plan)" : " (no window is on the plan)";
    }
    if (measurement.value > 0) return measurement;
    std::map<Uuid, std::size_t> in_the_way;
    add_blockers(watchers, watched, spot, in_the_way);
    if (!watchers.all().empty())
        measurement.text += ": " + why_not_seen(input, watchers, seen, door.facade.foot, door.facade.building,
                                                in_the_way, measurement);
    add_blocker_evidence(input.facts, in_the_way, measurement);
    measurement.proposals = lower_what_blocks(input.facts, in_the_way);
    return measurement;
}

bool people_stay(const Feature& activity) {
    static const std::set<std::string> kinds{"seat", "play", "bus_stop", "atm", "bin_store"};
    return kinds.contains(own_text(activity, "kind"));
}

// Some fifty spots of an area; the point itself otherwise.
std::vector<Point> spots_of(const Geometry& geometry, Point origin) {
    if (geometry.kind != GeometryKind::polygon) return {label_point(geometry)};
    constexpr double wanted = 50;
    const double cell_m = bounded_cell_m(geometry.box(), std::max(1.0, std::sqrt(area(geometry) / wanted)));
    const Grid grid = grid_of_box(geometry.box(), cell_m, origin);
    std::vector<Point> spots;
    for (std::int64_t i = 0; i < grid.cell_count(); ++i)
        if (const Point p = grid.center(i % grid.columns, i / grid.columns); contains(geometry, p))
            spots.push_back(p);
    if (spots.empty()) spots.push_back(label_point(geometry));
    return spots;
}

Measurement measure_stay(const MetricInput& input, const Watchers& watchers, const Feature& activity) {
    const double reach_m = input.criterion.setting("reach_m");
    const double target_m = input.criterion.setting("target_height_m");
    const std::vector<Point> spots = spots_of(activity.geometry, input.facts.site().frame.origin);
    Measurement measurement{.subject = {activity.id}, .at = label_point(activity.geometry)};
    Overlooking seen;
    std::map<Uuid, std::size_t> in_the_way;
    for (const Point p : spots) {
        const Point3 spot = above(p, target_m);
        const Watched watched = watchers.on(spot, reach_m);
        seen.add(watched);
        add_blockers(watchers, watched, spot, in_the_way);
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
    if (input.criterion.holds(measurement.value)) return measurement;
    if (const std::string why =
            why_not_seen(input, watchers, seen, measurement.at, {}, in_the_way, measurement);
        !why.empty())
        measurement.text += ": " + why;
    for (const std::size_t i : seen.by())
        measurement.evidence.push_back({"window that sees it", watchers.all()[i].window->id, {}});
    add_blocker_evidence(input.facts, in_the_way, measurement);
    measurement.proposals = lower_what_blocks(input.facts, in_the_way);
    return measurement;
}

std::optional<Gap> no_windows(const Watchers& watchers) {
    if (!watchers.all().empty()) return std::nullopt;
    return Gap{.text = "no window is on the plan", .lacks = "window"};
}

// Little seen ground along one path.
struct Group {
    std::size_t cells = 0;
    double sum_m2 = 0;
    double least_m2 = std::numeric_limits<double>::infinity();
    Point worst;
    std::vector<Point> some; // cells, evenly among them
    std::size_t every = 1;

    void add(Point cell) {
        constexpr std::size_t most = 256;
        if (cells++ % every == 0) some.push_back(cell);
        if (some.size() < most) return;
        for (std::size_t i = 0; 2 * i < some.size(); ++i)
            some[i] = some[2 * i];
        some.resize(some.size() / 2);
        every *= 2;
    }
};

// Ground that everybody may walk on: contract §2 counts what lies in no zone as public.
bool is_public(const Facts& facts, Point p) {
    const Feature* zone = facts.zone_at(p);
    if (zone == nullptr) return true;
    const std::string owner = own_text(*zone, "ownership");
    return owner.empty() || owner == "public" || owner == "semi_public";
}

FeaturePtr nearest_path(const Facts& facts, Point p, double within_m) {
    FeaturePtr best;
    double least = within_m;
    for (const FeaturePtr& path : facts.of(Role::path)) {
        if (!path->geometry.box().grown(within_m).contains(p)) continue;
        if (const double away = distance(path->geometry, p); away <= least) {
            least = away;
            best = path;
        }
    }
    return best;
}

const Field& ground_seen(const MetricInput& input, double cell_m, engine::RunPtr& kept) {
    const auto text = [&](const char* setting) { return as_text(Value(input.criterion.setting(setting))); };
    kept = input.context.require("sightlines.visible_area", {{"cell_m", as_text(Value(cell_m))},
                                                             {"eye_height_m", text("eye_height_m")},
                                                             {"reach_m", text("reach_m")},
                                                             {"measures", "area"}});
    return kept->result.fields.at(0);
}

// How many windows see a cell where little ground is seen.
struct Little {
    bool asked = false; // false: enough ground is seen, or nobody asks about it
    std::uint32_t windows = 0;
};

std::vector<Little> watch_cells(const MetricInput& input, const Watchers& watchers, const Field& field) {
    std::vector<Little> found(field.values.size());
    const double reach_m = input.criterion.setting("reach_m");
    const double target_m = input.criterion.setting("target_height_m");
    input.context.for_blocks(field.grid.cell_count(), 128, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const auto at = static_cast<std::size_t>(i);
            const Point p = field.grid.center(i % field.grid.columns, i / field.grid.columns);
            if (field.values[at] == nodata || input.criterion.holds(static_cast<double>(field.values[at])) ||
                !input.facts.study().contains(p) || !is_public(input.facts, p))
                continue;
            found[at] = {true, static_cast<std::uint32_t>(watchers.count(above(p, target_m), reach_m))};
        }
    });
    return found;
}

// The size of the cells, as wanted or larger on a wide plan; absent where they would be wider than the ground
// along a path that the criterion is about.
std::optional<double> cells_for(const MetricInput& input, Measured& measured) {
    const Box box = input.facts.site().study_box();
    const double wanted_m = input.criterion.setting("cell_m");
    const double cell_m = bounded_cell_m(box, wanted_m);
    if (cell_m > 2 * input.criterion.setting("path_m")) {
        measured.gaps.push_back({.text = "the plan spans " + span_text(box) +
                                         ", too wide to look at closely: draw the site boundary (red line)"});
        return std::nullopt;
    }
    if (cell_m > wanted_m)
        measured.notes.push_back(coarse_note("least_seen_coarse",
                                             "the ground seen of " + input.criterion.code, cell_m, wanted_m,
                                             "the plan spans " + span_text(box)));
    return cell_m;
}

// What some of the group's cells rest on: the windows near them, and what bounds the view, for were that
// lower one would see more.
Grounds grounds_of(const MetricInput& input, const Watchers& watchers, const Group& group) {
    constexpr std::size_t looked_from = 8;
    const double height_m = input.criterion.setting("eye_height_m");
    const double target_m = input.criterion.setting("target_height_m");
    const double reach_m = input.criterion.setting("reach_m");
    Overlooking seen;
    for (const Point p : group.some)
        seen.add(watchers.on(above(p, target_m), reach_m));
    Grounds grounds = seen.grounds(watchers);
    const std::size_t step = std::max<std::size_t>(1, group.some.size() / looked_from);
    for (std::size_t i = 0; i < group.some.size(); i += step)
        for (const auto& [role, thing] : closing_in(input, group.some[i], height_m, reach_m))
            grounds.blocker(role, *thing);
    return grounds;
}

Measurement measure_group(const MetricInput& input, const Watchers& watchers, const FeaturePtr& path,
                          const Group& group, double cell_m2) {
    const double reach_m = input.criterion.setting("reach_m");
    const double windows = input.criterion.setting("windows");
    Measurement measurement{.subject = {path->id},
                            .at = group.worst,
                            .value = group.sum_m2 / static_cast<double>(group.cells),
                            .grounds = grounds_of(input, watchers, group)};
    measurement.grounds.thing(Role::path, *path);
    measurement.text = "On " + rounded_text(static_cast<double>(group.cells) * cell_m2) + " m2 along " +
                       called(Role::path, *path) + " fewer than " + rounded_text(windows) +
                       " windows within " + rounded_text(reach_m) + " m see you, and you see only " +
                       rounded_text(measurement.value) + " m2 of ground around you on average";
    measurement.evidence.push_back({"least seen here", {}, Geometry::make_point(group.worst)});
    measurement.evidence.push_back({"way through it", path->id, {}});
    return measurement;
}

} // namespace

Measured entrance_seen(const MetricInput& input) {
    Measured measured;
    Gap elsewhere{.text = "the entrance lies more than 0.5 m from every building's wall", .lacks = "door"};
    const std::vector<Door> doors = main_doors(input.facts, elsewhere);
    if (elsewhere.subjects > 0) measured.gaps.push_back(std::move(elsewhere));
    if (doors.empty() && measured.gaps.empty())
        measured.gaps.push_back({.text = "no door is marked as a main entrance", .lacks = "door"});
    if (doors.empty()) return measured;
    const Watchers watchers(input.facts);
    const std::vector<FeaturePtr> ways = streets(input.facts);
    if (ways.empty() && watchers.all().empty()) {
        measured.gaps.push_back({.text = "neither streets nor windows are on the plan", .lacks = "path"});
        return measured;
    }
    for (const Door& door : doors)
        measured.subjects.push_back(measure_door(input, watchers, ways, door));
    return measured;
}

Measured stay_overlooked(const MetricInput& input) {
    Measured measured;
    const Watchers watchers(input.facts);
    std::vector<FeaturePtr> stays;
    for (const FeaturePtr& activity : input.facts.scored(Role::activity))
        if (people_stay(*activity)) stays.push_back(activity);
    if (stays.empty())
        measured.gaps.push_back({.text = "no seat, play area, stop, cash machine or bin store is on the plan",
                                 .lacks = "activity"});
    if (const auto gap = no_windows(watchers)) measured.gaps.push_back(*gap);
    if (!measured.gaps.empty()) return measured;
    for (const FeaturePtr& stay : stays)
        measured.subjects.push_back(measure_stay(input, watchers, *stay));
    return measured;
}

Measured least_seen(const MetricInput& input) {
    Measured measured;
    const Watchers watchers(input.facts);
    if (const auto gap = no_windows(watchers)) measured.gaps.push_back(*gap);
    if (input.facts.of(Role::path).empty())
        measured.gaps.push_back({.text = "no path is on the plan", .lacks = "path"});
    if (!measured.gaps.empty()) return measured;
    const auto cell_m = cells_for(input, measured);
    if (!cell_m) return measured;
    engine::RunPtr run;
    const Field& field = ground_seen(input, *cell_m, run);
    const auto watched = watch_cells(input, watchers, field);
    const double path_m = input.criterion.setting("path_m");
    const double windows = input.criterion.setting("windows");
    std::map<Uuid, Group> groups;
    for (std::size_t i = 0; i < watched.size(); ++i) {
        if (!watched[i].asked || static_cast<double>(watched[i].windows) >= windows) continue;
        const auto cell = static_cast<std::int64_t>(i);
        const Point p = field.grid.center(cell % field.grid.columns, cell / field.grid.columns);
        const FeaturePtr path = nearest_path(input.facts, p, path_m);
        if (!path) continue;
        Group& group = groups[path->id];
        const auto seen_m2 = static_cast<double>(field.values[i]);
        group.sum_m2 += seen_m2;
        group.add(p);
        if (seen_m2 < group.least_m2) {
            group.least_m2 = seen_m2;
            group.worst = p;
        }
    }
    const double cell_m2 = field.grid.cell_x * field.grid.cell_y;
    const double reach_m = input.criterion.setting("reach_m");
    const double whole_circle_m2 = std::numbers::pi * reach_m * reach_m;
    for (const FeaturePtr& path : input.facts.scored(Role::path)) {
        const auto group = groups.find(path->id);
        const bool enough = group != groups.end() && static_cast<double>(group->second.cells) * cell_m2 >=
                                                         input.criterion.setting("least_m2");
        if (enough)
            measured.subjects.push_back(measure_group(input, watchers, path, group->second, cell_m2));
        else
            measured.subjects.push_back({.subject = {path->id},
                                         .at = label_point(path->geometry),
                                         .value = whole_circle_m2,
                                         .grounds = Grounds().thing(Role::path, *path),
                                         .text = called_first(Role::path, *path) +
                                                 " has no stretch that is both unseen and closed in"});
    }
    return measured;
}

} // namespace prospect::assessment
