#include "analysis/assessment/surveillance.h"

#include "analysis/assessment/check_grid.h"
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
    return windows == 0 ? "no window" : std::to_string(windows) + (windows == 1 ? " window" : " windows");
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

// Whether the eye would see a street in front of the door if things of a height nobody gave were lower.
bool street_uncertain(const MetricInput& input, const Watchers& watchers,
                      const std::vector<FeaturePtr>& streets, Point eye, Point outward) {
    constexpr double step_m = 2;
    const double reach_m = input.criterion.setting("reach_m");
    const double height_m = input.criterion.setting("eye_height_m");
    const Box box = Box{eye.x, eye.y, eye.x, eye.y}.grown(reach_m);
    for (const FeaturePtr& street : streets) {
        if (!street->geometry.box().intersects(box)) continue;
        for (const Station& station : stations(street->geometry, step_m))
            if (distance(station.at, eye) <= reach_m && dot(station.at - eye, outward) > 0 &&
                watchers.only_guessed_between(above(eye, height_m), above(station.at, height_m)))
                return true;
    }
    return false;
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

void add_blocker_evidence(const Facts& facts, const std::map<Uuid, std::size_t>& in_the_way,
                          Measurement& measurement) {
    for (const auto& [id, times] : in_the_way) {
        const Layer* layer = facts.site().layer_of(id);
        if (layer == nullptr || layer->role == Role::building) continue;
        measurement.evidence.push_back(
            {"in the way of " + std::to_string(times) + (times == 1 ? " line" : " lines"), id, {}});
        measurement.causes.push_back(id);
    }
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
    Measurement measurement{
        .subject = {door.feature->id},
        .at = door.facade.foot,
        .value = static_cast<double>(watched.by.size()) + (street_m > 0 ? 1 : 0),
        .basis = weaker(watched.basis, weaker(door.feature->basis, basis_of_text(*door.feature, "main")))};
    measurement.text =
        called_first(Role::opening, *door.feature) + " is seen from " +
        (street_m > 0 ? std::to_string(std::lround(street_m)) + " m of street" : std::string("no street")) +
        " and by " + windows_text(watched.by.size()) + " of other buildings within " +
        std::to_string(std::lround(reach_m)) + " m";
    measurement.evidence.push_back({"entrance", door.feature->id, {}});
    if (watched.uncertain ||
        (street_m == 0 && street_uncertain(input, watchers, ways, eye, door.facade.outward)))
        measurement.basis = weaker(measurement.basis, Basis::assumed);
    // What is not on the plan at all may still be there: the miss is worth a look, no more.
    if (ways.empty() || watchers.all().empty()) {
        measurement.basis = weaker(measurement.basis, Basis::unknown);
        measurement.text += ways.empty() ? " (no street is on the plan)" : " (no window is on the plan)";
    }
    if (measurement.value > 0) return measurement;
    std::map<Uuid, std::size_t> in_the_way;
    add_blockers(watchers, watched, spot, in_the_way);
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
    Measurement measurement{.subject = {activity.id},
                            .at = label_point(activity.geometry),
                            .basis = weaker(activity.basis, basis_of_text(activity, "kind"))};
    std::set<std::size_t> seen_by;
    std::map<Uuid, std::size_t> in_the_way;
    std::size_t lines = 0;
    for (const Point p : spots) {
        const Point3 spot = above(p, target_m);
        const Watched watched = watchers.on(spot, reach_m);
        lines += watched.by.size();
        seen_by.insert(watched.by.begin(), watched.by.end());
        measurement.basis = weaker(measurement.basis, watched.basis);
        if (watched.uncertain) measurement.basis = weaker(measurement.basis, Basis::assumed);
        add_blockers(watchers, watched, spot, in_the_way);
    }
    measurement.value = static_cast<double>(lines) / static_cast<double>(spots.size());
    const std::string reach = std::to_string(std::lround(reach_m)) + " m";
    measurement.text = called_first(Role::activity, activity) + " is overlooked by ";
    if (seen_by.empty())
        measurement.text += "no window within " + reach;
    else if (spots.size() == 1)
        measurement.text += windows_text(seen_by.size()) + " within " + reach;
    else
        measurement.text +=
            metres_text(measurement.value) + " windows within " + reach + " on average over its spots";
    measurement.evidence.push_back({"place where people stay", activity.id, {}});
    if (input.criterion.holds(measurement.value)) return measurement;
    for (const std::size_t i : seen_by)
        measurement.evidence.push_back({"window that sees it", watchers.all()[i].window, {}});
    add_blocker_evidence(input.facts, in_the_way, measurement);
    measurement.proposals = lower_what_blocks(input.facts, in_the_way);
    return measurement;
}

std::optional<Gap> no_windows(const Watchers& watchers) {
    if (!watchers.all().empty()) return std::nullopt;
    return Gap{.text = "no window is on the plan"};
}

// Little seen ground along one path.
struct Group {
    std::size_t cells = 0;
    double sum_m2 = 0;
    double least_m2 = std::numeric_limits<double>::infinity();
    Point worst;
    Basis basis = Basis::surveyed;
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
    bool uncertain = false;
    Basis basis = Basis::surveyed;
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
            const Watched watched = watchers.on(above(p, target_m), reach_m);
            found[at] = {true, watched.uncertain, watched.basis,
                         static_cast<std::uint32_t>(watched.by.size())};
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

Measurement measure_group(const FeaturePtr& path, const Group& group, double cell_m2, double reach_m,
                          double windows) {
    Measurement measurement{.subject = {path->id},
                            .at = group.worst,
                            .value = group.sum_m2 / static_cast<double>(group.cells),
                            .basis = weaker(group.basis, path->basis)};
    measurement.text = "On " + std::to_string(std::lround(static_cast<double>(group.cells) * cell_m2)) +
                       " m2 along " + called(Role::path, *path) + " fewer than " +
                       std::to_string(std::lround(windows)) + " windows within " +
                       std::to_string(std::lround(reach_m)) + " m see you, and you see only " +
                       std::to_string(std::lround(measurement.value)) + " m2 of ground around you on average";
    measurement.evidence.push_back({"least seen here", {}, Geometry::make_point(group.worst)});
    measurement.evidence.push_back({"way through it", path->id, {}});
    return measurement;
}

} // namespace

Measured entrance_seen(const MetricInput& input) {
    Measured measured;
    Gap elsewhere{.text = "the entrance lies more than 0.5 m from every building's wall"};
    const std::vector<Door> doors = main_doors(input.facts, elsewhere);
    if (elsewhere.subjects > 0) measured.gaps.push_back(std::move(elsewhere));
    if (doors.empty() && measured.gaps.empty())
        measured.gaps.push_back({.text = "no door is marked as a main entrance"});
    if (doors.empty()) return measured;
    const Watchers watchers(input.facts);
    const std::vector<FeaturePtr> ways = streets(input.facts);
    if (ways.empty() && watchers.all().empty()) {
        measured.gaps.push_back({.text = "neither streets nor windows are on the plan"});
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
        measured.gaps.push_back(
            {.text = "no seat, play area, stop, cash machine or bin store is on the plan"});
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
    if (input.facts.of(Role::path).empty()) measured.gaps.push_back({.text = "no path is on the plan"});
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
        ++group.cells;
        group.sum_m2 += seen_m2;
        group.basis = weaker(group.basis, watched[i].uncertain ? weaker(watched[i].basis, Basis::assumed)
                                                               : watched[i].basis);
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
            measured.subjects.push_back(measure_group(path, group->second, cell_m2, reach_m, windows));
        else
            measured.subjects.push_back({.subject = {path->id},
                                         .at = label_point(path->geometry),
                                         .value = whole_circle_m2,
                                         .basis = path->basis,
                                         .text = called_first(Role::path, *path) +
                                                 " has no stretch that is both unseen and closed in"});
    }
    return measured;
}

} // namespace prospect::assessment
