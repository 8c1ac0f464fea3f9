#include "analysis/sightlines/visible_area.h"

#include "analysis/scene/scene.h"
#include "analysis/scene/study_area.h"
#include "analysis/sightlines/eye.h"
#include "analysis/sightlines/viewpoints.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <numeric>

namespace prospect::sightlines {

namespace {

using engine::AnalysisResult;
using engine::Note;
using kernel::ViewMeasures;

struct Measure {
    const char* name;
    const char* unit;
    const char* peer; // column of depthmapX
    const char* label;
    const char* meaning;
    double ViewMeasures::*value;
    const char* mean_metric;
};

const std::array<Measure, 6> all_measures{{
    {"area", "m2", "Isovist Area", "Ground you can see", "Area of the ground that can be seen from here",
     &ViewMeasures::area_m2, "mean_area_m2"},
    {"perimeter", "m", "Isovist Perimeter", "Length of the view's edge",
     "Length of the outline of what can be seen from here", &ViewMeasures::perimeter_m, "mean_perimeter_m"},
    {"occlusivity", "m", "Isovist Occlusivity", "Hidden edges",
     "Length of the view's outline that is no wall: beyond it something may hide",
     &ViewMeasures::occlusivity_m, "mean_occlusivity_m"},
    {"compactness", "", "Isovist Compactness", "Roundness of the view",
     "1 for a round open place, near 0 for a view of slits and corners", &ViewMeasures::compactness,
     "mean_compactness"},
    {"drift", "m", "Isovist Drift Magnitude", "Pull of the view",
     "Distance from here to the middle of what can be seen", &ViewMeasures::drift_m, "mean_drift_m"},
    {"max_radial", "m", "Isovist Max Radial", "Furthest you can see",
     "Distance to the furthest point that can be seen from here", &ViewMeasures::max_radial_m,
     "mean_max_radial_m"},
}};

std::vector<std::string> measure_names() {
    std::vector<std::string> names;
    for (const Measure& measure : all_measures)
        names.emplace_back(measure.name);
    return names;
}

std::vector<Measure> chosen(const std::vector<std::string>& names) {
    std::vector<Measure> found;
    for (const Measure& measure : all_measures)
        if (std::find(names.begin(), names.end(), measure.name) != names.end()) found.push_back(measure);
    if (found.empty())
        throw Error(ErrorCode::usage, "parameter measures is empty",
                    "choose at least one of its measures, or all");
    return found;
}

// What a cell is, besides its values.
enum class Cell : std::uint8_t { open, in_building, in_solid };

struct Cells {
    std::vector<Cell> kind;
    std::vector<char> scored; // in the study area
    // Open and scored ones whose view ends at the edge of the plan.
    std::int64_t over_edge = 0;
};

// Points of the view this near the box of the plan lie on it: walls and box are rounded to millimetres.
constexpr double edge_slack_m = 0.001;

// plan: the box within which there is anything to see.
bool looks_over(const Box& plan, const kernel::View& view) {
    const Box inside = plan.grown(-edge_slack_m);
    for (std::size_t i = 0; i < view.edges.size(); ++i)
        if (view.edges[i] == kernel::EdgeKind::horizon &&
            !(inside.contains(view.boundary[i]) &&
              inside.contains(view.boundary[(i + 1) % view.boundary.size()])))
            return true;
    return false;
}

EyeBoxes boxes_of(const Grid& grid, double reach_m) {
    EyeBoxes boxes;
    boxes.add(grid.center(0, 0), reach_m);
    boxes.add(grid.center(grid.columns - 1, grid.rows - 1), reach_m);
    return boxes;
}

Cells look(const engine::Context& context, const Grid& grid, const VisibleAreaParams& params,
           const EyeWalls& walls, const std::vector<Measure>& measures, std::vector<Field>& fields) {
    constexpr std::int64_t block = 256;
    const scene::StudyArea study(context.site());
    const auto count = static_cast<std::size_t>(grid.cell_count());
    Cells cells{std::vector<Cell>(count, Cell::open), std::vector<char>(count, 0)};
    std::atomic<std::int64_t> over_edge{0};
    const kernel::Sight sight{.reach_m = params.reach_m};
    context.for_blocks(grid.cell_count(), block, [&](std::int64_t begin, std::int64_t end) {
        Viewer viewer;
        for (std::int64_t i = begin; i < end; ++i) {
            const auto at = static_cast<std::size_t>(i);
            const Point eye = grid.center(i % grid.columns, i / grid.columns);
            const kernel::View& view = viewer.look(walls.for_eye(eye, params.reach_m), eye, sight);
            cells.scored[at] = study.contains(eye) ? 1 : 0;
            const bool solid = view.status == kernel::ViewStatus::inside_solid;
            // On a wall the open side counts, whichever side of the outline rounding puts the centre.
            if (view.status != kernel::ViewStatus::on_wall &&
                context.scene().in_building(eye, params.eye_height_m))
                cells.kind[at] = Cell::in_building;
            else if (solid)
                cells.kind[at] = Cell::in_solid;
            else {
                const ViewMeasures measured = kernel::measure(view, sight);
                for (std::size_t m = 0; m < measures.size(); ++m)
                    fields[m].values[at] = static_cast<float>(measured.*measures[m].value);
                if (cells.scored[at] != 0 && looks_over(context.scene().bounds(), view)) ++over_edge;
            }
        }
    });
    cells.over_edge = over_edge;
    return cells;
}

// Without a red line the empty ground at the edge of the plan is scored, and scores best.
void add_edge_note(const engine::Context& context, const Cells& cells, AnalysisResult& result) {
    if (cells.over_edge == 0 || scene::StudyArea(context.site()).drawn()) return;
    std::int64_t scored = 0;
    for (std::size_t i = 0; i < cells.kind.size(); ++i)
        scored += cells.kind[i] == Cell::open && cells.scored[i] != 0 ? 1 : 0;
    const auto percent =
        std::lround(100 * static_cast<double>(cells.over_edge) / static_cast<double>(scored));
    result.notes.push_back({Note::Level::warning, "edge_of_plan",
                            (percent > 0 ? std::to_string(percent) : std::string("Less than 1")) +
                                " % of the spots look out over the edge of the plan: their figures say how "
                                "much was drawn, not how much is seen — draw the study area"});
}

void add_counts(const Cells& cells, AnalysisResult& result) {
    const auto count = [&](Cell kind) {
        return static_cast<std::int64_t>(std::count(cells.kind.begin(), cells.kind.end(), kind));
    };
    std::int64_t scored = 0;
    for (std::size_t i = 0; i < cells.kind.size(); ++i)
        scored += cells.kind[i] == Cell::open && cells.scored[i] != 0 ? 1 : 0;
    result.counts = {{"cells", static_cast<std::int64_t>(cells.kind.size())},
                     {"points", count(Cell::open)},
                     {"in_buildings", count(Cell::in_building)},
                     {"in_other_solids", count(Cell::in_solid)},
                     {"scored", scored}};
    if (const std::int64_t solids = count(Cell::in_solid); solids > 0)
        result.notes.push_back({Note::Level::info, "cells_in_solids",
                                std::to_string(solids) +
                                    " cells are inside hedges, planting, crowns or walls at eye "
                                    "height and have no value"});
}

// The least and greatest values of a field among the scored cells, and where the least is.
struct Scored {
    std::int64_t cells = 0;
    double sum = 0;
    double least = std::numeric_limits<double>::infinity();
    double most = -std::numeric_limits<double>::infinity();
    std::int64_t least_cell = -1;
};

Scored scored(const Field& field, const Cells& cells) {
    Scored found;
    for (std::size_t i = 0; i < field.values.size(); ++i) {
        if (cells.scored[i] == 0 || cells.kind[i] != Cell::open) continue;
        const auto value = static_cast<double>(field.values[i]);
        ++found.cells;
        found.sum += value;
        found.most = std::max(found.most, value);
        if (value < found.least) {
            found.least = value;
            found.least_cell = static_cast<std::int64_t>(i);
        }
    }
    return found;
}

void add_metrics(const Frame& frame, const std::vector<Measure>& measures, const Cells& cells,
                 AnalysisResult& result) {
    for (std::size_t m = 0; m < measures.size(); ++m) {
        const Field& field = result.fields[m];
        const Scored values = scored(field, cells);
        if (values.cells == 0) {
            result.notes.push_back(
                {Note::Level::warning, "nothing_scored",
                 "no cell of the study area lies in the open on this grid: no figures are given"});
            return;
        }
        result.metrics.emplace_back(measures[m].mean_metric, values.sum / static_cast<double>(values.cells));
        if (field.name != "area") continue;
        result.metrics.emplace_back("min_area_m2", values.least);
        result.metrics.emplace_back("max_area_m2", values.most);
        const std::int64_t columns = field.grid.columns;
        const Point place = field.grid.center(values.least_cell % columns, values.least_cell / columns);
        const Point full = frame.to_full(place);
        result.metrics.emplace_back("least_seen_x", full.x);
        result.metrics.emplace_back("least_seen_y", full.y);
        result.notes.push_back(
            {Note::Level::info, "least_seen",
             "the least ground is seen from here: " + std::to_string(std::lround(values.least)) + " m2",
             place});
    }
}

void add_sight_notes(const engine::Context& context, const Grid& grid, const VisibleAreaParams& params,
                     const EyeWalls& walls, AnalysisResult& result) {
    result.notes = context.scene().notes();
    if (const RedLine red = red_line(context.site()); red.assumed)
        result.notes.push_back({Note::Level::info, "defaults_used",
                                "Kind (study_area.kind) is assumed to be application for " +
                                    std::to_string(red.features.size()) +
                                    " site boundaries: no boundary is marked as the red line"});
    const double eyes[] = {params.eye_height_m};
    for (const auto& note :
         {near_height_note(context.scene(), eyes), see_through_note(context.scene(), eyes)})
        if (note) result.notes.push_back(*note);
    if (params.reach_m > 0) return;
    if (!context.scene().bounds().empty()) result.notes.push_back(bounds_note(context));
    std::int64_t outside = 0;
    for (std::int64_t row = 0; row < grid.rows; ++row)
        for (std::int64_t column = 0; column < grid.columns; ++column)
            outside += walls.widened_for(grid.center(column, row), params.reach_m) ? 1 : 0;
    if (outside > 0) result.notes.push_back(outside_note(outside));
}

engine::AnalysisInfo info() {
    engine::AnalysisInfo info{
        .id = "sightlines.visible_area",
        .title = "How much you can see",
        .term = "isovist field",
        .summary = "For every spot, how much ground can be seen from there at eye height, how far, and how "
                   "much of the "
                   "view's edge hides what lies behind.",
        .reference =
            "Benedikt, M. L. (1979): To take hold of space: isovists and isovist fields. Environment and "
            "Planning B 6, 47-65; compactness as depthmapX; view polygons by triangular expansion, Bungiu et "
            "al. (2014)",
        .reads = {Role::building, Role::barrier, Role::planting, Role::tree, Role::opening, Role::zone,
                  Role::study_area, Role::terrain},
        .time = {.season = true, .growth = true, .phase = true},
    };
    for (const Measure& measure : all_measures) {
        info.fields.push_back({.name = measure.name,
                               .unit = measure.unit,
                               .label = measure.label,
                               .meaning = measure.meaning,
                               .peer = {measure.peer, ""}});
        info.metrics.push_back(
            {measure.mean_metric, std::string("Mean over the study area: ") + measure.label});
    }
    info.metrics.push_back({"min_area_m2", "Least ground seen from a spot in the study area"});
    info.metrics.push_back({"max_area_m2", "Most ground seen from a spot in the study area"});
    info.metrics.push_back({"least_seen_x", "Where the least ground is seen: easting in the map grid"});
    info.metrics.push_back({"least_seen_y", "Where the least ground is seen: northing in the map grid"});
    return info;
}

engine::Schema<VisibleAreaParams> schema() {
    engine::Schema<VisibleAreaParams> schema;
    schema
        .add(&VisibleAreaParams::cell_m, {.name = "cell_m",
                                          .label = "Distance between spots",
                                          .unit = "m",
                                          .help = "Size of a grid cell; the view is taken from its centre.",
                                          .min = 0.01,
                                          .max = 1000})
        .add(&VisibleAreaParams::eye_height_m, eye_height_parameter())
        .add(&VisibleAreaParams::reach_m, reach_parameter())
        .add(&VisibleAreaParams::measures, {.name = "measures",
                                            .label = "What to measure",
                                            .help = "Which maps to make, separated by commas, or all.",
                                            .choices = measure_names(),
                                            .advanced = true});
    return schema;
}

} // namespace

AnalysisResult visible_area(const engine::Context& context, const VisibleAreaParams& params) {
    const std::vector<Measure> measures = chosen(params.measures);
    // The fields, two bytes of notes on each cell, and one field more while it is written.
    const Grid grid = context.grid(params.cell_m, sizeof(float) * (measures.size() + 1) + 2);
    const EyeWalls walls(context, params.eye_height_m, boxes_of(grid, params.reach_m));
    AnalysisResult result;
    for (const Measure& measure : measures)
        result.fields.emplace_back(measure.name, measure.unit, grid);
    const Cells cells = look(context, grid, params, walls, measures, result.fields);
    add_sight_notes(context, grid, params, walls, result);
    add_edge_note(context, cells, result);
    add_counts(cells, result);
    add_metrics(context.site().frame, measures, cells, result);
    return result;
}

engine::Analysis visible_area_analysis() {
    return engine::Analysis::make<VisibleAreaParams>(info(), schema(), visible_area);
}

} // namespace prospect::sightlines
