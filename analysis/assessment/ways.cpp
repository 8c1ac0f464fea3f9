#include "analysis/assessment/ways.h"

#include "analysis/access/escape_map.h"
#include "analysis/access/one_way_spots.h"
#include "analysis/assessment/check_grid.h"
#include "analysis/assessment/entrapment.h"
#include "analysis/assessment/facts.h"
#include "analysis/scene/cells_near.h"

#include <cstdio>
#include <map>
#include <set>

namespace prospect::assessment {

namespace {

using access::EscapeMap;
using access::OneWaySpot;

std::string width_text(double width_m) {
    char text[16];
    std::snprintf(text, sizeof text, "%.1f", width_m);
    return text;
}

EscapeMap map_of(const MetricInput& input, Measured& measured) {
    const Site& site = input.facts.site();
    const Criterion& criterion = input.criterion;
    const double wanted_m = criterion.setting("cell_m");
    const double cell_m = bounded_cell_m(site.study_box(), wanted_m);
    if (cell_m > wanted_m)
        measured.notes.push_back(coarse_note("ways_coarse", "the ground of " + criterion.code, cell_m,
                                             wanted_m, "the plan spans " + span_text(site.study_box())));
    access::EscapeSettings settings;
    settings.within_m = criterion.setting("within_m");
    settings.blocked_m = criterion.setting("blocked_m");
    const Grid study = grid_of_box(site.study_box(), cell_m, site.frame.origin);
    return access::escape_map(input.context, access::grid_around(study, site, settings.within_m), settings);
}

// Half its width on each side.
double half_width_m(const Feature& path) {
    return number_of(Role::path, path, "width_m").value / 2;
}

// The ground of a path: where the fewest ways lead out.
struct Least {
    int ways = access::most_ways;
    std::optional<Point> at;
};

// Nooks with one way out that are smaller than a place are left out, unless the path has no other ground.
Least least_on(const MetricInput& input, const EscapeMap& map, std::span<const std::uint8_t> in_place,
               const Feature& path) {
    const double half_m = half_width_m(path);
    Least least;
    Least nook;
    for (const scene::CellRun& run : scene::cells_near(map.cells.grid, {&path.geometry}, half_m))
        for (std::int64_t column = run.first; column <= run.last; ++column) {
            const auto cell = static_cast<std::size_t>(run.row * map.cells.grid.columns + column);
            const Point p = map.cells.grid.center(column, run.row);
            Least& found = map.out.ways[cell] == 1 && in_place[cell] == 0 ? nook : least;
            if (map.ground.spots[cell] == 0 || distance(path.geometry, p) > half_m ||
                (found.at && map.out.ways[cell] >= found.ways) || !input.facts.study().contains(p))
                continue;
            found.ways = map.out.ways[cell];
            found.at = p;
        }
    return least.at ? least : nook;
}

// The paths with their edge that near to the ground of the spot, or with ground in it.
std::vector<FeaturePtr> paths_beside(const std::vector<FeaturePtr>& paths, const EscapeMap& map,
                                     const OneWaySpot& spot, double beside_m) {
    std::vector<FeaturePtr> found;
    for (const FeaturePtr& path : paths) {
        const double near_m = half_width_m(*path) + beside_m;
        const Box window = path->geometry.box().grown(near_m);
        if (std::any_of(spot.cells.begin(), spot.cells.end(), [&](std::int64_t cell) {
                const Point p = map.cells.center(cell);
                return window.contains(p) && distance(path->geometry, p) <= near_m;
            }))
            found.push_back(path);
    }
    return found;
}

// Barriers and buildings beside the ground of the spot, the nearest to its middle first.
std::vector<std::pair<Role, FeaturePtr>> around(const MetricInput& input, const EscapeMap& map,
                                                const OneWaySpot& spot) {
    const double near_m = 2 * map.cells.grid.cell_x;
    Box box;
    for (const std::int64_t cell : spot.cells)
        box.add(map.cells.center(cell));
    const Point middle = map.cells.center(spot.at);
    std::vector<std::pair<Role, FeaturePtr>> found;
    for (const Role role : {Role::barrier, Role::building})
        for (const FeaturePtr& thing : input.facts.of(role)) {
            if (!thing->geometry.box().intersects(box.grown(near_m))) continue;
            if (std::any_of(spot.cells.begin(), spot.cells.end(), [&](std::int64_t cell) {
                    return distance(thing->geometry, map.cells.center(cell)) <= near_m;
                }))
                found.emplace_back(role, thing);
        }
    std::stable_sort(found.begin(), found.end(), [&](const auto& a, const auto& b) {
        return distance(a.second->geometry, middle) < distance(b.second->geometry, middle);
    });
    return found;
}

// A gap in the wall where it has the ground of the spot on one side and ground with two ways out, on which
// everybody may walk, on the other: as far from the exit as can be.
std::optional<Proposal> second_way(const MetricInput& input, const EscapeMap& map, const OneWaySpot& spot,
                                   const Feature& wall) {
    constexpr double width_m = 2;
    if (!opens(input.facts, wall)) return std::nullopt;
    const double behind_m = std::max(1.0, 1.5 * map.cells.grid.cell_x);
    const Point exit = map.narrow[spot.exit].middle;
    const auto inside = [&](Point p) {
        const std::int64_t cell = map.cells.at(p);
        return std::binary_search(spot.cells.begin(), spot.cells.end(), cell);
    };
    const auto leads_on = [&](Point p) {
        const std::int64_t cell = map.cells.at(p);
        return cell >= 0 && map.out.ways[static_cast<std::size_t>(cell)] >= 2 &&
               input.facts.zones().public_at(p);
    };
    std::optional<Station> best;
    for (const Station& station : stations(wall.geometry, width_m / 2)) {
        const Point side = Point{-station.direction.y, station.direction.x} * behind_m;
        const Point left = station.at + side;
        const Point right = station.at - side;
        if (!(inside(left) && leads_on(right)) && !(inside(right) && leads_on(left))) continue;
        if (distance(station.at, exit) >= input.criterion.setting("blocked_m") &&
            (!best || distance(station.at, exit) > distance(best->at, exit)))
            best = station;
    }
    if (!best) return std::nullopt;
    auto added = open_gap(input.facts, wall, best->at, width_m);
    if (!added) return std::nullopt;
    return Proposal{"Open a second way out, 2 m wide, through " + input.facts.called(Role::barrier, wall),
                    SiteEdit{"Open a second way out", {std::move(*added)}}};
}

Measurement measurement_of(const MetricInput& input, const EscapeMap& map, const OneWaySpot& spot,
                           const FeaturePtr& path) {
    const auto things = around(input, map, spot);
    const access::Bottleneck& exit = map.narrow[spot.exit];
    Measurement made{.subject = {path->id}, .at = map.cells.center(spot.at), .value = 1};
    if (!things.empty()) made.subject.push_back(things.front().second->id);
    made.grounds.thing(Role::path, *path);
    for (const auto& [role, thing] : things)
        made.grounds.thing(role, *thing);
    made.text = "Only one way, " + width_text(exit.width_m) + " m wide, leads out of " +
                rounded_text(spot.area_m2) + " m2 of ground beside " + called(Role::path, *path);
    if (input.only_values) return made;
    made.evidence.push_back(
        {"The only way out, " + width_text(exit.width_m) + " m wide", {}, Geometry::make_point(exit.middle)});
    for (const auto& [role, thing] : things) {
        made.evidence.push_back({called_first(role, *thing) + " closes it in", thing->id, {}});
        if (role == Role::barrier) made.causes.push_back(thing->id);
        if (auto proposal = second_way(input, map, spot, *thing))
            made.proposals.push_back(std::move(*proposal));
    }
    made.evidence.push_back({called_first(Role::path, *path) + " leads past it", path->id, {}});
    return made;
}

// Another place closed in by the same thing: findings are told apart by what they are about.
void add_spot(const EscapeMap& map, const OneWaySpot& spot, Measurement& measurement) {
    measurement.evidence.push_back(
        {"The only way out of another such place, " + width_text(map.narrow[spot.exit].width_m) + " m wide",
         {},
         Geometry::make_point(map.narrow[spot.exit].middle)});
}

// Absent where nobody walks on it, or its ground is private or closed off.
std::optional<Measurement> of_path(const MetricInput& input, const EscapeMap& map,
                                   std::span<const std::uint8_t> in_place, const FeaturePtr& path) {
    const Least least = least_on(input, map, in_place, *path);
    if (!least.at) return std::nullopt;
    Measurement made{.subject = {path->id}, .at = *least.at, .grounds = Grounds().thing(Role::path, *path)};
    made.value = least.ways;
    const std::string within = rounded_text(input.criterion.setting("within_m")) + " m on foot";
    made.text =
        least.ways == 0
            ? "From part of " + called(Role::path, *path) + " no refuge is reached within " + within
        : least.ways == 1
            ? "From " + called(Role::path, *path) + " only one way leads to a refuge within " + within
            : "From " + called(Role::path, *path) + " two ways or more lead to a refuge within " + within;
    return made;
}

} // namespace

Measured ways_out_of_paths(const MetricInput& input) {
    Measured measured;
    const auto paths = input.facts.scored(Role::path);
    if (paths.empty()) {
        measured.gaps.push_back({.text = "no path is on the plan", .lacks = "path"});
        return measured;
    }
    const EscapeMap map = map_of(input, measured);
    if (map.refuges.cells.empty()) {
        measured.gaps.push_back({.text =
                                     "nothing on the plan counts as a refuge: no help point, no main door "
                                     "that is open or of a home, no road",
                                 .lacks = "door",
                                 .subjects = paths.size()});
        return measured;
    }
    std::map<Uuid, std::vector<Measurement>> spots;                // by path
    std::map<std::vector<Uuid>, std::size_t> known;                // by subject
    std::vector<std::uint8_t> in_place(map.cells.walks.size(), 0); // 1: in one of the spots
    for (const OneWaySpot& spot :
         access::one_way_spots(map.cells, map.out, map.ground.spots, input.criterion.setting("least_m2"))) {
        for (const std::int64_t cell : spot.cells)
            in_place[static_cast<std::size_t>(cell)] = 1;
        for (const FeaturePtr& path : paths_beside(paths, map, spot, input.criterion.setting("beside_m"))) {
            Measurement made = measurement_of(input, map, spot, path);
            std::vector<Measurement>& of_this = spots[path->id];
            const auto [place, fresh] = known.emplace(made.subject, of_this.size());
            if (fresh)
                of_this.push_back(std::move(made));
            else
                add_spot(map, spot, of_this[place->second]);
        }
    }
    std::size_t closed = 0;
    for (const FeaturePtr& path : paths) {
        const auto whole = of_path(input, map, in_place, path);
        closed += whole ? 0 : 1;
        // What closes it in tells more than the path alone.
        if (whole && (spots[path->id].empty() || whole->value == 0)) measured.subjects.push_back(*whole);
        for (Measurement& spot : spots[path->id])
            measured.subjects.push_back(std::move(spot));
    }
    if (closed > 0)
        measured.gaps.push_back({.text = "nobody walks on the path, or its ground is private or closed off",
                                 .lacks = "path",
                                 .subjects = closed});
    return measured;
}

namespace {

// The run, or why there is none.
engine::RunPtr approaches(const MetricInput& input, Measured& measured) {
    const Site& site = input.facts.site();
    const double wanted_m = input.criterion.setting("cell_m");
    const double cell_m = bounded_cell_m(site.study_box(), wanted_m);
    if (cell_m > wanted_m)
        measured.notes.push_back(coarse_note("approach_coarse", "the ground of " + input.criterion.code,
                                             cell_m, wanted_m,
                                             "the plan spans " + span_text(site.study_box())));
    const auto text = [](double value) { return as_text(Value(value)); };
    try {
        return input.context.require(
            "access.approach",
            {{"cell_m", text(cell_m)}, {"notice_m", text(input.criterion.setting("notice_m"))}});
    } catch (const Error& error) {
        if (error.code() != ErrorCode::refused) throw;
        measured.gaps.push_back({.text = error.message(), .lacks = "door"});
        return nullptr;
    }
}

} // namespace

Measured unseen_approach(const MetricInput& input) {
    Measured measured;
    const auto& openings = input.facts.of(Role::opening);
    if (std::none_of(openings.begin(), openings.end(),
                     [](const FeaturePtr& one) { return own_text(*one, "kind") == "window"; })) {
        measured.gaps.push_back({.text = "no window is on the plan", .lacks = "window"});
        return measured;
    }
    const engine::RunPtr run = approaches(input, measured);
    if (!run) return measured;
    const engine::Table& table = run->result.tables.at(0);
    const auto place_of = [&](const char* column) {
        return static_cast<std::size_t>(std::find(table.columns.begin(), table.columns.end(), column) -
                                        table.columns.begin());
    };
    const std::size_t id = place_of("id");
    const std::size_t unseen = place_of("p_unseen");
    const std::size_t reached = place_of("reached");
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const auto parsed = Uuid::parse(as_text(*table.rows[i][id]));
        const FeaturePtr target = parsed ? input.facts.find(*parsed) : nullptr;
        if (!target) continue;
        const Role role = input.facts.site().layer_of(target->id)->role;
        // What nobody could ever get to is not kept safe: the plan lacks something.
        const std::string how = as_text(*table.rows[i][reached]);
        if (how == "no" || how == "no_ground") {
            measured.gaps.push_back(
                {.text = how == "no" ? "no gate or door on the plan leads to " + called(role, *target)
                                     : "there is no ground to stand on beside " + called(role, *target),
                 .lacks = how == "no" ? "door" : "",
                 .subjects = 1,
                 .features = {target->id},
                 .at = label_point(target->geometry)});
            continue;
        }
        const auto& chance = table.rows[i][unseen];
        Measurement made{.subject = {target->id},
                         .at = label_point(target->geometry),
                         .value = chance ? 100 * as_number(*chance).value() : 0,
                         .grounds = Grounds().thing(role, *target).supposed(somebody_looks)};
        made.text = chance ? "Somebody gets unseen to " + called(role, *target) + " with a chance of " +
                                 rounded_text(made.value) + " %, on the way where least is seen"
                           : "Nobody gets to " + called(role, *target) + " on foot without a key";
        if (chance) made.evidence.push_back({"the way on which least is seen", {}, table.geometries[i]});
        measured.subjects.push_back(std::move(made));
    }
    return measured;
}

} // namespace prospect::assessment
