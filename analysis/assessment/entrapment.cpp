#include "analysis/assessment/entrapment.h"

#include "analysis/assessment/check_grid.h"
#include "analysis/assessment/closing_in.h"
#include "analysis/assessment/facts.h"
#include "analysis/sightlines/eye.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <numbers>

namespace prospect::assessment {

namespace {

constexpr double person_m = 0.3; // nobody squeezes through less

double angle_between(Point a, Point b) {
    return std::abs(std::atan2(cross(a, b), dot(a, b)));
}

struct Enclosure {
    double share = 0; // of all directions that end at a wall
    std::size_t exits = 0;
    double exit_m = 0; // of the last one found
    Point exit;        // its middle
};

// Openings are runs of edges that are no wall, from one jamb to the next.
Enclosure enclosure_of(const kernel::View& view) {
    Enclosure found;
    const std::size_t count = view.boundary.size();
    double solid = 0;
    std::size_t first_wall = count;
    for (std::size_t i = 0; i < count; ++i) {
        if (view.edges[i] != kernel::EdgeKind::solid) continue;
        first_wall = std::min(first_wall, i);
        solid += angle_between(view.boundary[i] - view.eye, view.boundary[(i + 1) % count] - view.eye);
    }
    found.share = solid / (2 * std::numbers::pi);
    if (first_wall == count) return found;
    for (std::size_t step = 1; step <= count;) {
        std::size_t end = step;
        while (end <= count && view.edges[(first_wall + end) % count] != kernel::EdgeKind::solid)
            ++end;
        if (end == step) {
            ++step;
            continue;
        }
        const Point from = view.boundary[(first_wall + step) % count];
        const Point to = view.boundary[(first_wall + end) % count];
        if (distance(from, to) > person_m) {
            ++found.exits;
            found.exit_m = distance(from, to);
            found.exit = (from + to) * 0.5;
        }
        step = end;
    }
    return found;
}

FeaturePtr nearest_of(const Facts& facts, std::initializer_list<Role> roles, Point p, double within_m) {
    FeaturePtr best;
    double least = within_m;
    for (const Role role : roles)
        for (const FeaturePtr& feature : facts.of(role)) {
            if (!feature->geometry.box().grown(within_m).contains(p)) continue;
            const double away = distance(feature->geometry, p);
            if (away <= least && (!best || away < least)) {
                least = away;
                best = feature;
            }
        }
    return best;
}

// A trap spot and the middle of its way out.
struct Spot {
    Point at;
    Point exit;
    double exit_m = 0;
};

// Where traps may be: cells of `grid` near a path.
struct Search {
    Grid grid;
    std::vector<CellRun> cells;
};

// At most this many views are taken: some fifty kilometres of path in cells of 1 m.
constexpr std::int64_t most_views = 4'000'000;

// Cells over the scored paths and what is near them, coarser where there are more than most_views of them.
Search search_of(const MetricInput& input, const Box& box, double near_m, double cell_m) {
    std::vector<const Geometry*> paths;
    for (const FeaturePtr& path : input.facts.of(Role::path))
        paths.push_back(&path->geometry);
    while (true) {
        Search search{.grid = grid_of_box(box.grown(near_m), cell_m, input.facts.site().frame.origin)};
        search.cells = cells_near(search.grid, paths, near_m);
        if (count_of(search.cells) <= most_views) return search;
        cell_m *= 2;
    }
}

std::vector<Spot> trap_spots(const MetricInput& input, const Search& search) {
    const Facts& facts = input.facts;
    const double reach_m = input.criterion.setting("reach_m");
    const double route_m = input.criterion.setting("route_m");
    const double enclosure = input.criterion.setting("enclosure");
    const double exit_m = input.criterion.setting("exit_m");
    const double eye_m = input.criterion.setting("eye_height_m");
    const auto walls = input.context.walls_at(eye_m, search.grid.box().grown(reach_m + 1));
    std::vector<std::vector<Spot>> found(search.cells.size()); // of each run
    input.context.for_blocks(
        static_cast<std::int64_t>(search.cells.size()), 4, [&](std::int64_t begin, std::int64_t end) {
            sightlines::Viewer viewer;
            for (std::int64_t i = begin; i < end; ++i) {
                const CellRun& run = search.cells[static_cast<std::size_t>(i)];
                for (std::int64_t column = run.first; column <= run.last; ++column) {
                    const Point p = search.grid.center(column, run.row);
                    if (!facts.study().contains(p) || facts.zones().private_at(p) || facts.built_at(p) ||
                        !nearest_of(facts, {Role::path}, p, reach_m + route_m))
                        continue;
                    const kernel::View& view = viewer.look(*walls, p, {.reach_m = reach_m});
                    if (view.status != kernel::ViewStatus::ok) continue;
                    const Enclosure closed = enclosure_of(view);
                    if (closed.share >= enclosure && closed.exits == 1 && closed.exit_m <= exit_m)
                        found[static_cast<std::size_t>(i)].push_back({p, closed.exit, closed.exit_m});
                }
            }
        });
    std::vector<Spot> spots;
    for (const auto& of_run : found)
        spots.insert(spots.end(), of_run.begin(), of_run.end());
    return spots;
}

Evidence closing_evidence(const Facts& facts, const FeaturePtr& thing) {
    return {sentence(facts.called(facts.site().layer_of(thing->id)->role, *thing)) + " closes it in",
            thing->id,
            {}};
}

Measurement trap_of(const MetricInput& input, const FeaturePtr& path, const FeaturePtr& wall,
                    const Spot& spot) {
    char width[16];
    std::snprintf(width, sizeof width, "%.1f", spot.exit_m);
    Measurement measurement{.subject = {path->id, wall->id}, .at = spot.at, .value = 1};
    measurement.grounds.thing(Role::path, *path);
    const auto around = closing_in(input, spot.at, input.criterion.setting("eye_height_m"),
                                   input.criterion.setting("reach_m"));
    for (const auto& [role, thing] : around)
        measurement.grounds.blocker(role, *thing);
    measurement.text = "Beside " + called(Role::path, *path) +
                       " is a corner closed on all sides but one, whose only "
                       "way out is " +
                       std::string(width) + " m wide";
    measurement.evidence.push_back(closing_evidence(input.facts, wall));
    for (const auto& [role, thing] : around)
        if (thing->id != wall->id) measurement.evidence.push_back(closing_evidence(input.facts, thing));
    measurement.evidence.push_back(
        {"The only way out, " + std::string(width) + " m wide", {}, Geometry::make_point(spot.exit)});
    measurement.evidence.push_back({called_first(Role::path, *path) + " leads past it", path->id, {}});
    measurement.causes = {wall->id};
    return measurement;
}

} // namespace

Measured entrapment(const MetricInput& input) {
    Measured measured;
    const auto paths = input.facts.scored(Role::path);
    if (paths.empty()) measured.gaps.push_back({.text = "no path is on the plan", .lacks = "path"});
    // Without any wall or fence the plan leaves out what traps are made of.
    if (input.facts.of(Role::barrier).empty())
        measured.gaps.push_back({.text = "no wall, fence or hedge is on the plan", .lacks = "barrier"});
    if (!measured.gaps.empty()) return measured;
    Box box;
    for (const FeaturePtr& path : paths)
        box.add(path->geometry.box());
    const double reach_m = input.criterion.setting("reach_m");
    const double route_m = input.criterion.setting("route_m");
    const double wanted_m = input.criterion.setting("cell_m");
    const Search search = search_of(input, box, reach_m + route_m, wanted_m);
    if (search.grid.cell_x > wanted_m)
        measured.notes.push_back(coarse_note("entrapment_coarse",
                                             "the search for corners of " + input.criterion.code,
                                             search.grid.cell_x, wanted_m, "the paths are so long"));
    std::map<std::pair<Uuid, Uuid>, bool> seen;
    std::map<Uuid, std::vector<Measurement>> traps; // by path
    for (const Spot& spot : trap_spots(input, search)) {
        const FeaturePtr path = nearest_of(input.facts, {Role::path}, spot.exit, route_m);
        const FeaturePtr wall =
            nearest_of(input.facts, {Role::barrier, Role::building, Role::planting}, spot.at, reach_m);
        if (!path || !wall || !seen.emplace(std::pair(path->id, wall->id), true).second) continue;
        traps[path->id].push_back(trap_of(input, path, wall, spot));
    }
    for (const FeaturePtr& path : paths) {
        for (Measurement& trap : traps[path->id])
            measured.subjects.push_back(std::move(trap));
        if (traps[path->id].empty())
            measured.subjects.push_back(
                {.subject = {path->id},
                 .at = label_point(path->geometry),
                 .value = 0,
                 .grounds = Grounds().thing(Role::path, *path),
                 .text = called_first(Role::path, *path) + " has no such corner beside it"});
    }
    return measured;
}

} // namespace prospect::assessment
