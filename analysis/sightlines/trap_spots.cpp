#include "analysis/sightlines/trap_spots.h"

#include "analysis/scene/cells_near.h"
#include "analysis/scene/study_area.h"
#include "analysis/scene/zones.h"
#include "analysis/sightlines/closing_in.h"
#include "analysis/sightlines/enclosure.h"
#include "analysis/sightlines/eye.h"
#include "geometry/index/spatial_index.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

namespace prospect::sightlines {

namespace {

constexpr double person_m = 0.3; // nobody squeezes through less

FeaturePtr nearest_of(std::span<const FeaturePtr> things, Point p, double within_m) {
    FeaturePtr best;
    double least = within_m;
    for (const FeaturePtr& thing : things) {
        if (!thing->geometry.box().grown(within_m).contains(p)) continue;
        const double away = distance(thing->geometry, p);
        if (away <= least && (!best || away < least)) {
            least = away;
            best = thing;
        }
    }
    return best;
}

// At most this many views are taken: some fifty kilometres of path in cells of 1 m.
constexpr std::int64_t most_views = 4'000'000;

// Where traps may be: cells of `grid` near a path, coarser where there are more than most_views of them.
struct Search {
    Grid grid;
    std::vector<scene::CellRun> cells;
};

Search search_of(std::span<const FeaturePtr> paths, const Box& box, double near_m, double cell_m,
                 Point origin) {
    std::vector<const Geometry*> shapes;
    for (const FeaturePtr& path : paths)
        shapes.push_back(&path->geometry);
    while (true) {
        Search search{.grid = grid_of_box(box.grown(near_m), cell_m, origin), .cells = {}};
        search.cells = scene::cells_near(search.grid, shapes, near_m);
        if (scene::count_of(search.cells) <= most_views) return search;
        cell_m *= 2;
    }
}

struct Closed {
    Point at;
    Enclosure enclosure;
    double area_m2 = 0;
    Geometry seen; // from there, within reach

    const WayOut& exit() const { return enclosure.exits.front(); }
};

// Which spots are one corner: those side by side that see each other, and those with the same way out.
class Corners {
public:
    Corners(const std::vector<Closed>& spots, double cell_m) : spots_(spots), of_(spots.size()) {
        std::iota(of_.begin(), of_.end(), std::size_t{0});
        std::vector<Box> places;
        std::vector<Box> exits;
        for (const Closed& spot : spots) {
            places.push_back(around(spot.at, 0));
            exits.push_back(around(spot.exit().middle(), 0));
        }
        const SpatialIndex by_place(places);
        const SpatialIndex by_exit(exits);
        // Next to it straight or slantwise, whatever rounding says.
        const double beside_m = 1.01 * cell_m;
        for (std::size_t i = 0; i < spots.size(); ++i) {
            for (const std::uint32_t other : by_place.query(around(spots[i].at, beside_m)))
                if (other > i && contains(spots[i].seen, spots[other].at)) merge(i, other);
            const Point middle = spots[i].exit().middle();
            const double half_m = spots[i].exit().width_m / 2;
            for (const std::uint32_t other : by_exit.query(around(middle, half_m)))
                if (other > i && distance(spots[other].exit().middle(), middle) <= half_m) merge(i, other);
        }
    }

    // The first of its spots.
    std::size_t of(std::size_t spot) const {
        while (of_[spot] != spot)
            spot = of_[spot];
        return spot;
    }

private:
    static Box around(Point p, double margin_m) { return Box{p.x, p.y, p.x, p.y}.grown(margin_m); }

    void merge(std::size_t a, std::size_t b) {
        const auto [first, second] = std::minmax({of(a), of(b)});
        of_[second] = first;
    }

    const std::vector<Closed>& spots_;
    std::vector<std::size_t> of_; // one before it in the same corner, or itself
};

class Looking {
public:
    Looking(const engine::Context& context, std::span<const FeaturePtr> paths, const Search& search,
            const TrapSettings& settings)
        : context_(context), paths_(paths), search_(search), settings_(settings), study_(context.site()),
          zones_(context.scene()),
          walls_(context.walls_at(settings.eye_height_m, search.grid.box().grown(settings.reach_m + 1))) {}

    std::vector<Closed> look(const engine::Workers& workers) const {
        std::vector<std::vector<Closed>> found(search_.cells.size()); // of each run
        workers.for_blocks(static_cast<std::int64_t>(search_.cells.size()), 4,
                           [&](std::int64_t begin, std::int64_t end) {
                               Viewer viewer;
                               for (std::int64_t i = begin; i < end; ++i)
                                   look_from(search_.cells[static_cast<std::size_t>(i)], viewer,
                                             found[static_cast<std::size_t>(i)]);
                           });
        std::vector<Closed> spots;
        for (const auto& of_run : found)
            spots.insert(spots.end(), of_run.begin(), of_run.end());
        return spots;
    }

private:
    void look_from(const scene::CellRun& run, Viewer& viewer, std::vector<Closed>& found) const {
        const kernel::Sight sight{.reach_m = settings_.reach_m};
        for (std::int64_t column = run.first; column <= run.last; ++column) {
            const Point p = search_.grid.center(column, run.row);
            if (!study_.contains(p) || zones_.private_at(p) ||
                context_.scene().in_building(p, settings_.eye_height_m) ||
                !nearest_of(paths_, p, settings_.reach_m + settings_.route_m))
                continue;
            const kernel::View& view = viewer.look(*walls_, p, sight);
            if (view.status != kernel::ViewStatus::ok) continue;
            const Enclosure closed = enclosure_of(view, person_m);
            if (closed.share >= settings_.enclosure && closed.exits.size() == 1 &&
                closed.exits.front().width_m <= settings_.exit_m)
                found.push_back(
                    {p, closed, measure(view, sight).area_m2, Geometry::make_polygon(view.boundary)});
        }
    }

    const engine::Context& context_;
    std::span<const FeaturePtr> paths_;
    const Search& search_;
    const TrapSettings& settings_;
    scene::StudyArea study_;
    scene::Zones zones_;
    std::shared_ptr<const kernel::VisibilityScene> walls_;
};

// The nearest building, barrier or planting of those that bound the view: what stands lower closes nothing.
FeaturePtr what_closes(const engine::Context& context, Point p, const TrapSettings& settings) {
    std::vector<FeaturePtr> things;
    for (const auto& [role, thing] : closing_in(context, p, settings.eye_height_m, settings.reach_m))
        if (role != Role::tree) things.push_back(thing);
    return nearest_of(things, p, settings.reach_m);
}

} // namespace

Traps find_traps(const engine::Context& context, const engine::Workers& workers,
                 std::span<const FeaturePtr> paths, const Box& box, const TrapSettings& settings) {
    const Search search = search_of(paths, box, settings.reach_m + settings.route_m, settings.cell_m,
                                    context.site().frame.origin);
    const std::vector<Closed> spots = Looking(context, paths, search, settings).look(workers);
    const Corners corners(spots, search.grid.cell_x);
    Traps traps{{}, search.grid.cell_x};
    std::set<std::pair<Uuid, std::size_t>> known; // path and corner
    std::map<std::size_t, Box> boxes;             // by corner
    for (std::size_t i = 0; i < spots.size(); ++i)
        boxes[corners.of(i)].add(spots[i].at);
    for (std::size_t i = 0; i < spots.size(); ++i) {
        const Closed& closed = spots[i];
        const WayOut& exit = closed.exit();
        const FeaturePtr path = nearest_of(paths, exit.middle(), settings.route_m);
        if (!path || known.contains({path->id, corners.of(i)})) continue;
        const FeaturePtr thing = what_closes(context, closed.at, settings);
        if (!thing) continue;
        known.emplace(path->id, corners.of(i));
        traps.spots.push_back({closed.at, path, thing, closed.enclosure.share, exit.width_m, exit.middle(),
                               distance(path->geometry, exit.middle()), closed.area_m2,
                               boxes[corners.of(i)]});
    }
    return traps;
}

engine::Table entrapment_table(const engine::Context& context, const Traps& traps,
                               const TrapSettings& settings) {
    engine::Table table{
        "entrapment",
        {"path", "distance_m", "x", "y", "enclosure", "exits", "exit_m", "area_m2", "closed_by"},
        {},
        {}};
    for (const TrapSpot& spot : traps.spots) {
        const Point full = context.site().frame.to_full(spot.at);
        std::string names;
        for (const auto& [role, thing] :
             closing_in(context, spot.at, settings.eye_height_m, settings.reach_m))
            names += (names.empty() ? "" : "; ") + (thing->name.empty() ? thing->id.text() : thing->name);
        table.rows.push_back({Value(scene::title_of(*spot.path)), Value(spot.route_m), Value(full.x),
                              Value(full.y), Value(spot.enclosure), Value(std::int64_t{1}),
                              Value(spot.exit_m), Value(spot.area_m2),
                              names.empty() ? std::optional<Value>() : Value(names)});
        table.geometries.push_back(Geometry::make_point(spot.at));
    }
    return table;
}

} // namespace prospect::sightlines
