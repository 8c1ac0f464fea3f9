#include "analysis/sightlines/isovist.h"

#include "analysis/scene/given_places.h"
#include "analysis/scene/notes.h"
#include "analysis/scene/scene.h"
#include "analysis/sightlines/eye.h"
#include "analysis/sightlines/viewpoints.h"
#include "geometry/kernel/shape_operations.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace prospect::sightlines {

namespace {

using engine::AnalysisResult;
using engine::Note;
using engine::Table;
using kernel::ViewStatus;

const std::vector<std::string> measure_columns{
    "area_m2",      "perimeter_m",   "occlusivity_m", "compactness", "drift_m",     "drift_azimuth_deg",
    "min_radial_m", "mean_radial_m", "max_radial_m",  "variance_m2", "skewness_m3", "vertices"};

std::vector<std::string> fixed_columns(std::vector<std::string> columns = {"x", "y"}) {
    columns.insert(columns.end(), measure_columns.begin(), measure_columns.end());
    columns.push_back("status");
    return columns;
}

std::vector<std::optional<Value>> cells_of(const kernel::ViewMeasures& m) {
    return {m.area_m2,      m.perimeter_m,       m.occlusivity_m, m.compactness,
            m.drift_m,      m.drift_azimuth_deg, m.min_radial_m,  m.mean_radial_m,
            m.max_radial_m, m.variance_m2,       m.skewness_m3,   m.vertices};
}

std::string status_text(ViewStatus status) {
    switch (status) {
    case ViewStatus::ok:
        return "ok";
    case ViewStatus::on_wall:
        return "on_wall";
    case ViewStatus::inside_solid:
        break;
    }
    return "inside_building";
}

struct Seen {
    ViewStatus status = ViewStatus::inside_solid;
    kernel::ViewMeasures measures;
    Geometry polygon;             // empty without polygons
    std::vector<Segment> radials; // hidden edges
};

void keep_polygon(const kernel::View& view, const kernel::Sight& sight, Seen& seen) {
    seen.polygon = kernel::seen_area(view, sight);
    seen.radials = kernel::hidden_edges(view, sight);
}

// Viewpoints one eye height after another, each group with the walls it sees: of those of all heights only a
// few fit into memory.
class Heights {
public:
    explicit Heights(const Viewpoints& viewpoints) : points_(viewpoints.points), order_(points_.size()) {
        std::iota(order_.begin(), order_.end(), std::size_t{0});
        std::stable_sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
            return points_[a].eye_height_m < points_[b].eye_height_m;
        });
    }

    struct View {
        std::size_t point = 0;
        const kernel::VisibilityScene* walls = nullptr;
    };
    // The next heights' viewpoints; empty after the last. What a batch points to lives until the next.
    std::vector<View> next(const engine::Context& context) {
        kept_.clear();
        std::set<const kernel::VisibilityScene*> seen;
        std::vector<View> batch;
        while (done_ < order_.size() && seen.size() < most_walls) {
            const std::size_t first = done_;
            const double height = points_[order_[first]].eye_height_m;
            EyeBoxes boxes;
            for (; done_ < order_.size() && points_[order_[done_]].eye_height_m == height; ++done_)
                boxes.add(points_[order_[done_]].place, points_[order_[done_]].sight.reach_m);
            const EyeWalls walls(context, height, boxes);
            const std::size_t before = seen.size();
            for (std::size_t i = first; i < done_; ++i) {
                const Viewpoint& from = points_[order_[i]];
                batch.push_back({order_[i], &walls.for_eye(from.place, from.sight.reach_m)});
                seen.insert(batch.back().walls);
                outside_ += walls.widened_for(from.place, from.sight.reach_m) ? 1 : 0;
            }
            if (seen.size() > before) kept_.push_back(walls);
        }
        return batch;
    }

    double share_done() const {
        return order_.empty() ? 1 : static_cast<double>(done_) / static_cast<double>(order_.size());
    }
    // Viewpoints so far whose sight ends beyond the box of all features.
    std::int64_t outside() const { return outside_; }
    std::vector<double> heights() const {
        std::vector<double> heights;
        for (const std::size_t i : order_)
            if (heights.empty() || heights.back() < points_[i].eye_height_m)
                heights.push_back(points_[i].eye_height_m);
        return heights;
    }

private:
    static constexpr std::size_t most_walls = 16;

    const std::vector<Viewpoint>& points_;
    std::vector<std::size_t> order_; // by height
    std::size_t done_ = 0;
    std::int64_t outside_ = 0;
    std::vector<EyeWalls> kept_;
};

std::vector<Seen> look(const engine::Context& context, double share, const Viewpoints& viewpoints,
                       Heights& heights, bool keep_polygons) {
    constexpr std::int64_t block = 64;
    std::vector<Seen> all(viewpoints.points.size());
    for (;;) {
        const double begin = heights.share_done();
        const std::vector<Heights::View> batch = heights.next(context);
        if (batch.empty()) return all;
        context.workers(share * begin, share * heights.share_done())
            .for_blocks(static_cast<std::int64_t>(batch.size()), block,
                        [&](std::int64_t first, std::int64_t end) {
                            Viewer viewer;
                            for (std::int64_t i = first; i < end; ++i) {
                                const auto& [point, walls] = batch[static_cast<std::size_t>(i)];
                                const Viewpoint& from = viewpoints.points[point];
                                const kernel::View& view = viewer.look(*walls, from.place, from.sight);
                                Seen& seen = all[point];
                                seen.status = view.status;
                                seen.measures = kernel::measure(view, from.sight);
                                if (keep_polygons) keep_polygon(view, from.sight, seen);
                            }
                        });
    }
}

const std::vector<std::string> profile_start{"path", "chainage_m", "x", "y"};

// The stations of a path begin with where they are on it; the rest ends with what the input said besides.
Table rows_table(const Viewpoints& viewpoints, const std::vector<Seen>& all, bool along_path) {
    Table table{"isovists", scene::with_carried(fixed_columns(), viewpoints.carried_columns)};
    if (along_path) table = {"profile", fixed_columns(profile_start)};
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Viewpoint& from = viewpoints.points[i];
        std::vector<std::optional<Value>> row;
        if (along_path) row = viewpoints.carried[i];
        row.insert(row.end(), {from.full.x, from.full.y});
        auto cells = cells_of(all[i].measures);
        if (all[i].status == ViewStatus::inside_solid) std::fill(cells.begin(), cells.end(), std::nullopt);
        row.insert(row.end(), cells.begin(), cells.end());
        row.emplace_back(status_text(all[i].status));
        if (!along_path) row.insert(row.end(), viewpoints.carried[i].begin(), viewpoints.carried[i].end());
        table.rows.push_back(std::move(row));
        table.geometries.push_back(Geometry::make_point(from.place));
    }
    return table;
}

void add_union(const std::vector<Seen>& all, const engine::Workers& workers, AnalysisResult& result) {
    std::vector<Geometry> polygons;
    for (const Seen& one : all)
        if (!one.polygon.empty()) polygons.push_back(one.polygon);
    Geometry together = merge_areas(polygons, workers.progress());
    const double seen = area(together);
    result.metrics.emplace_back("union_area_m2", seen);
    Table table{"isovist_union", {"area_m2"}};
    table.rows.push_back({Value(seen)});
    table.geometries.push_back(std::move(together));
    result.tables.push_back(std::move(table));
}

void add_polygon_tables(const std::vector<Seen>& all, AnalysisResult& result) {
    Table polygons{"isovist", {"row", "area_m2", "status"}};
    Table radials{"occluding_radial", {"row", "length_m"}};
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Value row = static_cast<std::int64_t>(i + 1);
        if (!all[i].polygon.empty()) {
            polygons.rows.push_back({row, all[i].measures.area_m2, status_text(all[i].status)});
            polygons.geometries.push_back(all[i].polygon);
        }
        for (const Segment& edge : all[i].radials) {
            radials.rows.push_back({row, distance(edge.a, edge.b)});
            radials.geometries.push_back(Geometry::make_line(std::vector{edge.a, edge.b}));
        }
    }
    result.tables.push_back(std::move(polygons));
    result.tables.push_back(std::move(radials));
}

// Refuses a single viewpoint that cannot see; counts those of many, whose rows say so.
void check_solid(const Frame& frame, const Viewpoints& viewpoints, const std::vector<Seen>& all,
                 AnalysisResult& result) {
    std::vector<Note> notes;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].status != ViewStatus::inside_solid) continue;
        const Viewpoint& from = viewpoints.points[i];
        if (all.size() == 1)
            throw Error(ErrorCode::refused,
                        "the viewpoint " + scene::exact_place_text(from.full) +
                            " is inside a building or another solid thing",
                        "choose a point in the open, or on an outer wall for the view from a window");
        notes.push_back({Note::Level::warning, "inside_building",
                         "viewpoint " + std::to_string(i + 1) + " at " + scene::exact_place_text(from.full) +
                             " is inside a building or another solid thing and sees nothing",
                         from.place, from.feature});
    }
    const auto on_wall = std::count_if(all.begin(), all.end(),
                                       [](const Seen& one) { return one.status == ViewStatus::on_wall; });
    if (on_wall > 0)
        result.notes.push_back(
            {Note::Level::info, "on_wall",
             std::to_string(on_wall) + " of " + std::to_string(all.size()) +
                 " viewpoints stand on a wall: from the outline of a building the open side "
                 "is seen, from a thin wall both sides"});
    result.partial = !notes.empty();
    result.counts.emplace_back("inside_building", static_cast<std::int64_t>(notes.size()));
    scene::add_merged(result.notes, notes, "viewpoints are inside buildings or other solid things", frame);
}

void add_metrics(const std::vector<Seen>& all, AnalysisResult& result) {
    std::int64_t seen = 0;
    double area = 0;
    double occlusivity = 0;
    double least = std::numeric_limits<double>::infinity();
    double most = 0;
    double furthest = 0;
    for (const Seen& one : all) {
        if (one.status == ViewStatus::inside_solid) continue;
        ++seen;
        area += one.measures.area_m2;
        occlusivity += one.measures.occlusivity_m;
        least = std::min(least, one.measures.area_m2);
        most = std::max(most, one.measures.area_m2);
        furthest = std::max(furthest, one.measures.max_radial_m);
    }
    if (seen == 0) return;
    const auto n = static_cast<double>(seen);
    result.metrics = {{"mean_area_m2", area / n},
                      {"min_area_m2", least},
                      {"max_area_m2", most},
                      {"mean_occlusivity_m", occlusivity / n},
                      {"max_radial_m", furthest}};
}

void add_sight_notes(const engine::Context& context, const Viewpoints& viewpoints, const Heights& heights,
                     AnalysisResult& result) {
    result.notes = context.scene().notes();
    const auto& points = viewpoints.points;
    if (std::any_of(points.begin(), points.end(), [](const Viewpoint& v) { return v.sight.reach_m <= 0; }) &&
        !context.scene().bounds().empty())
        result.notes.push_back(bounds_note(context));
    const std::vector<double> eyes = heights.heights();
    for (const auto& note :
         {near_height_note(context.scene(), eyes), see_through_note(context.scene(), eyes)})
        if (note) result.notes.push_back(*note);
    if (heights.outside() > 0) result.notes.push_back(outside_note(heights.outside()));
}

engine::AnalysisInfo info() {
    return {
        .id = "sightlines.isovist",
        .title = "What you can see from here",
        .term = "isovist",
        .summary =
            "The ground that can be seen from a point at eye height, where the view ends at walls and where "
            "something hides what lies behind.",
        .reference =
            "Benedikt, M. L. (1979): To take hold of space: isovists and isovist fields. Environment and "
            "Planning B 6, 47-65; view polygons by triangular expansion, Bungiu et al. (2014)",
        .reads = {Role::building, Role::barrier, Role::planting, Role::tree, Role::opening, Role::zone,
                  Role::observer, Role::terrain},
        .time = {.season = true, .growth = true, .phase = true},
        .tables = {{"isovists", fixed_columns(),
                    "One row for each viewpoint, in input order, with the measures of its "
                    "view; columns of the input follow"},
                   {"profile", fixed_columns(profile_start),
                    "Along a path in place of isovists: one row for each station, from its start",
                    engine::TableFile::csv, true},
                   {"isovist", {"row", "area_m2", "status"}, "The view polygons", engine::TableFile::gpkg},
                   {"occluding_radial",
                    {"row", "length_m"},
                    "Hidden edges: beyond them the view goes on, unseen",
                    engine::TableFile::gpkg},
                   {"isovist_union",
                    {"area_m2"},
                    "All the ground that is seen from somewhere on the path",
                    engine::TableFile::gpkg,
                    true}},
        .metrics = {{"mean_area_m2", "Mean ground seen from the viewpoints"},
                    {"min_area_m2", "Least ground seen from a viewpoint"},
                    {"max_area_m2", "Most ground seen from a viewpoint"},
                    {"mean_occlusivity_m", "Mean length of hidden edges"},
                    {"max_radial_m", "Furthest that is seen from a viewpoint"},
                    {"union_area_m2", "Ground seen from somewhere on the path"}},
    };
}

engine::Schema<IsovistParams> schema() {
    engine::Schema<IsovistParams> schema;
    schema
        .add(&IsovistParams::points, {.name = "points",
                                      .label = "Look from",
                                      .unit = "m",
                                      .help = "Viewpoints as x,y;x,y in the site's map grid, or x,y,z with "
                                              "the eye height as z. Without any, "
                                              "the observers on the plan."})
        .add(&IsovistParams::points_file,
             {.name = "points_file",
              .label = "Viewpoints from a file",
              .help = "A CSV file with columns x,y and optional id, azimuth_deg, fov_deg, reach_m, inner_m, "
                      "eye_height_m."})
        .add(&IsovistParams::path, {.name = "path",
                                    .label = "Along a path",
                                    .help = "Name or id of a path: the view from every step along it."})
        .add(&IsovistParams::step_m, {.name = "step_m",
                                      .label = "Step along the path",
                                      .unit = "m",
                                      .help = "Distance between viewpoints on the path.",
                                      .min = 0.01,
                                      .max = 1000})
        .add(&IsovistParams::eye_height_m, eye_height_parameter())
        .add(&IsovistParams::reach_m, reach_parameter())
        .add(&IsovistParams::inner_m,
             {.name = "inner_m",
              .label = "Leave out the nearest",
              .unit = "m",
              .help = "Ground nearer than this is not counted as seen, as with a camera on a pole.",
              .min = 0,
              .max = max_reach_m,
              .advanced = true})
        .add(&IsovistParams::azimuth_deg,
             {.name = "azimuth_deg",
              .label = "Direction of view",
              .unit = "deg",
              .help = "Middle of the field of view, clockwise from grid north; along a "
                      "path, from the way ahead.",
              .min = -360,
              .max = 360})
        .add(&IsovistParams::fov_deg, {.name = "fov_deg",
                                       .label = "Field of view",
                                       .unit = "deg",
                                       .help = "Angle of the field of view; 360 looks all round.",
                                       .min = min_fov_deg,
                                       .max = 360})
        .add(&IsovistParams::polygons,
             {.name = "polygons",
              .label = "Keep the view's outline",
              .help = "Whether view polygons and hidden edges are kept, or only the "
                      "measures: none is best for very many viewpoints.",
              .choices = {"yes", "none"},
              .advanced = true});
    return schema;
}

} // namespace

AnalysisResult isovist(const engine::Context& context, const IsovistParams& params) {
    const ViewpointDefaults defaults{params.eye_height_m,
                                     {params.azimuth_deg, params.fov_deg, params.reach_m, params.inner_m}};
    constexpr double views_share = 0.3; // the union takes the rest
    const bool along_path = !params.path.empty();
    const Viewpoints viewpoints =
        viewpoints_of(context, {params.points, params.points_file, params.path, params.step_m}, defaults);
    Heights heights(viewpoints);
    const bool keep_polygons = params.polygons == "yes";
    const std::vector<Seen> all =
        look(context, along_path ? views_share : 1, viewpoints, heights, keep_polygons);
    AnalysisResult result;
    add_sight_notes(context, viewpoints, heights, result);
    result.counts.emplace_back("points", static_cast<std::int64_t>(all.size()));
    check_solid(context.site().frame, viewpoints, all, result);
    add_metrics(all, result);
    result.tables.push_back(rows_table(viewpoints, all, along_path));
    if (keep_polygons) add_polygon_tables(all, result);
    if (keep_polygons && along_path)
        add_union(all, context.workers(views_share, 1, "putting the views together"), result);
    return result;
}

engine::Analysis isovist_analysis() {
    return engine::Analysis::make<IsovistParams>(info(), schema(), isovist);
}

} // namespace prospect::sightlines
