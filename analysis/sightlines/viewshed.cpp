#include "analysis/sightlines/viewshed.h"

#include "analysis/engine/memory.h"
#include "analysis/scene/given_places.h"
#include "analysis/scene/scene.h"
#include "analysis/scene/study_area.h"
#include "analysis/sightlines/eye.h"
#include "analysis/sightlines/seen_cells.h"
#include "analysis/sightlines/surface_heights.h"
#include "analysis/sightlines/viewpoints.h"

#include <algorithm>
#include <cmath>

namespace prospect::sightlines {

namespace {

using engine::AnalysisResult;
using engine::Note;

// Fields, heights twice with their pyramids, and one field while it is written.
constexpr std::size_t bytes_per_cell = 6 * sizeof(float) + 4 * sizeof(float);

bool asked(const ViewshedParams& params, const char* measure) {
    return std::find(params.measures.begin(), params.measures.end(), measure) != params.measures.end();
}

// What keeps an observer from looking.
struct Blind {
    std::string sentence; // "lies outside the surface"
    std::string advice;
};

struct Eyes {
    std::vector<CellEye> eyes;
    std::vector<Note> blind; // one for each observer that cannot look
};

// Observers through `stand`, which gives the height of the eye above the datum and may move it, or says why
// not.
template <class Stand>
Eyes eyes_of(const Viewpoints& viewpoints, const Stand& stand) {
    Eyes made;
    for (std::size_t i = 0; i < viewpoints.points.size(); ++i) {
        const Viewpoint& from = viewpoints.points[i];
        CellEye eye{from.place, from.eye_height_m, from.sight};
        const std::optional<Blind> blind = stand(eye);
        if (!blind) {
            made.eyes.push_back(eye);
            continue;
        }
        const std::string who =
            "observer " + std::to_string(i + 1) + " at " + scene::exact_place_text(from.full);
        if (viewpoints.points.size() == 1)
            throw Error(ErrorCode::refused, who + " " + blind->sentence, blind->advice);
        made.blind.push_back({Note::Level::warning, "observer_left_out", who + " " + blind->sentence,
                              from.place, from.feature});
    }
    if (made.eyes.empty())
        throw Error(ErrorCode::refused, "no observer can look: " + made.blind.front().message,
                    "choose places on the surface and in the open");
    return made;
}

Eyes eyes_on_surface(const Viewpoints& viewpoints, const Field& surface, bool snap) {
    const Grid& grid = surface.grid;
    return eyes_of(viewpoints, [&](CellEye& eye) -> std::optional<Blind> {
        if (!grid.box().contains(eye.place))
            return Blind{"lies outside the surface", "choose a place on the surface, or --on scene"};
        const auto cell = [](double place, std::int64_t count) {
            return std::clamp<std::int64_t>(static_cast<std::int64_t>(std::floor(place)), 0, count - 1);
        };
        const std::int64_t column = cell((eye.place.x - grid.xmin) / grid.cell_x, grid.columns);
        const std::int64_t row = cell((grid.ymax - eye.place.y) / grid.cell_y, grid.rows);
        if (!surface.has_value(column, row))
            return Blind{"is on a cell of the surface that has no height", "choose a place with a height"};
        if (snap) {
            eye.place = grid.center(column, row);
            eye.height_m += static_cast<double>(surface.at(column, row));
        } else
            eye.height_m += surface.interpolated_at(eye.place).value_or(0);
        return std::nullopt;
    });
}

Eyes eyes_in_space(const Viewpoints& viewpoints, const scene::Space& space) {
    return eyes_of(viewpoints, [&](CellEye& eye) -> std::optional<Blind> {
        const auto ground = space.ground().height_at(eye.place);
        if (!ground)
            return Blind{"lies where the terrain has no height",
                         "choose a place on the terrain, or a larger terrain"};
        eye.height_m += *ground;
        const auto around = space.around({eye.place.x, eye.place.y, eye.height_m}, ground);
        if (around.inside)
            return Blind{"is inside " + space.words_for(*around.inside),
                         "choose a place in the open, or on an outer wall for the view from a window"};
        const double clearance = space.rays().clearance_m({eye.place.x, eye.place.y, eye.height_m});
        if (around.at_wall)
            eye.wall_floor_m = around.floor_m.value_or(*ground);
        else
            eye.place = around.clear;
        eye.height_m = std::max(eye.height_m, around.floor_m.value_or(*ground) + clearance);
        return std::nullopt;
    });
}

// The cells of the grid whose centre is in the extent; all without one.
GridPart part_of(const Grid& grid, const std::optional<Box>& extent) {
    if (!extent) return {0, 0, grid.columns, grid.rows};
    const auto first = [](double cells, std::int64_t count) {
        return std::clamp<std::int64_t>(static_cast<std::int64_t>(std::ceil(cells - 0.5)), 0, count);
    };
    GridPart part;
    part.column = first((extent->xmin - grid.xmin) / grid.cell_x, grid.columns);
    part.row = first((grid.ymax - extent->ymax) / grid.cell_y, grid.rows);
    part.columns = first((extent->xmax - grid.xmin) / grid.cell_x, grid.columns) - part.column;
    part.rows = first((grid.ymax - extent->ymin) / grid.cell_y, grid.rows) - part.row;
    if (part.columns < 1 || part.rows < 1)
        throw Error(ErrorCode::usage, "no cell of the surface lies in the extent",
                    "give an extent that overlaps the surface");
    return part;
}

Grid grid_of(const Grid& grid, const GridPart& part) {
    return {grid.xmin + static_cast<double>(part.column) * grid.cell_x,
            grid.ymax - static_cast<double>(part.row) * grid.cell_y,
            grid.cell_x,
            grid.cell_y,
            part.columns,
            part.rows};
}

void add_fields(const ViewshedParams& params, const Grid& grid, const SeenCells& seen,
                AnalysisResult& result) {
    const auto add = [&](const char* name, const char* unit, const auto& value) {
        if (!asked(params, name)) return;
        Field field(name, unit, grid);
        for (std::size_t i = 0; i < seen.count.size(); ++i)
            if (seen.count[i] >= 0) field.values[i] = value(i);
        result.fields.push_back(std::move(field));
    };
    add("visible", "", [&](std::size_t i) { return seen.count[i] > 0 ? 1.0F : 0.0F; });
    add("count", "", [&](std::size_t i) { return static_cast<float>(seen.count[i]); });
    add("height_needed", "m", [&](std::size_t i) { return seen.needed[i]; });
}

// Counts over all cells, shares over the study area.
void add_figures(const Site& site, const Grid& grid, const SeenCells& seen, std::size_t eyes,
                 AnalysisResult& result) {
    const scene::StudyArea study(site);
    std::int64_t missing = 0;
    std::int64_t visible = 0;
    std::int64_t scored = 0;
    std::int64_t scored_visible = 0;
    double sum = 0;
    for (std::int64_t row = 0; row < grid.rows; ++row)
        for (std::int64_t column = 0; column < grid.columns; ++column) {
            const std::int32_t count = seen.count[static_cast<std::size_t>(row * grid.columns + column)];
            missing += count < 0 ? 1 : 0;
            visible += count > 0 ? 1 : 0;
            if (count < 0 || (study.drawn() && !study.contains(grid.center(column, row)))) continue;
            ++scored;
            scored_visible += count > 0 ? 1 : 0;
            sum += count;
        }
    result.counts = {{"cells", grid.cell_count()},
                     {"nodata_cells", missing},
                     {"visible", visible},
                     {"scored", scored},
                     {"points", static_cast<std::int64_t>(eyes)}};
    if (scored == 0) return;
    const auto cells = static_cast<double>(scored);
    result.metrics = {{"visible_share", static_cast<double>(scored_visible) / cells},
                      {"visible_area_m2", static_cast<double>(scored_visible) * grid.cell_x * grid.cell_y},
                      {"mean_count", sum / cells}};
}

// A hole is nothing to look at and hides nothing, which somebody has to know.
void add_holes(const SeenCells& seen, AnalysisResult& result) {
    const auto holes = std::count(seen.count.begin(), seen.count.end(), -1);
    if (holes == 0) return;
    if (holes == static_cast<std::ptrdiff_t>(seen.count.size()))
        throw Error(ErrorCode::refused, "no cell of the surface has a height here",
                    "choose another --extent, or --on scene");
    result.notes.push_back({Note::Level::info, "holes",
                            std::to_string(holes) + " of " + std::to_string(seen.count.size()) +
                                " cells of the surface have no height: they count as not seen and hide "
                                "nothing"});
}

void add_blind(const engine::Context& context, const std::vector<Note>& blind, AnalysisResult& result) {
    result.partial = !blind.empty();
    result.counts.emplace_back("observers_left_out", static_cast<std::int64_t>(blind.size()));
    scene::add_merged(result.notes, blind, "observers cannot look and are left out", context.site().frame);
}

CellQuestion question_of(const ViewshedParams& params) {
    return {params.target_height_m, params.curvature == "yes", asked(params, "height_needed")};
}

AnalysisResult on_surface(const engine::Context& context, const ViewshedParams& params, const Field& raster,
                          const Viewpoints& viewpoints) {
    AnalysisResult result;
    const Field surface = surface_in_metres(raster, context.site(), params.surface_unit, result.notes);
    engine::require_memory(static_cast<double>(surface.grid.cell_count()), bytes_per_cell,
                           engine::machine_memory());
    result.notes.push_back(
        {Note::Level::info, "on_surface",
         "sight is over the surface raster, which holds buildings and trees: drawn ones are not "
         "added to it"});
    const GridPart part = part_of(surface.grid, context.request().extent);
    const Eyes eyes = eyes_on_surface(viewpoints, surface, params.snap == "yes");
    const SeenCells seen = seen_on_surface(context, surface, part, eyes.eyes, question_of(params));
    add_holes(seen, result);
    const Grid grid = grid_of(surface.grid, part);
    add_figures(context.site(), grid, seen, viewpoints.points.size(), result);
    add_fields(params, grid, seen, result);
    add_blind(context, eyes.blind, result);
    return result;
}

AnalysisResult on_scene(const engine::Context& context, const ViewshedParams& params,
                        const Viewpoints& viewpoints) {
    if (params.curvature == "yes")
        throw Error(ErrorCode::usage, "the curvature of the earth is taken into account on a surface alone",
                    "give --curvature no, or a surface raster with --on surface");
    AnalysisResult result;
    const Grid grid = context.grid(params.cell_m, bytes_per_cell);
    const auto space = context.space();
    for (const Note& note : context.scene().notes())
        if (note.code != "flat_view") result.notes.push_back(note);
    result.notes.insert(result.notes.end(), space->notes().begin(), space->notes().end());
    result.notes.push_back({Note::Level::info, "on_scene",
                            std::string("sight is over ") +
                                (space->ground().flat() ? "flat ground" : "the terrain") +
                                " with the buildings, barriers, planting and crowns of the plan"});
    const Eyes eyes = eyes_in_space(viewpoints, *space);
    const SeenCells seen = seen_in_space(context, *space, grid, eyes.eyes, question_of(params));
    if (std::all_of(seen.count.begin(), seen.count.end(), [](std::int32_t count) { return count < 0; }))
        throw Error(ErrorCode::refused, "the grid leaves no cell in the open",
                    "choose a smaller cell_m or another extent");
    add_figures(context.site(), grid, seen, viewpoints.points.size(), result);
    add_fields(params, grid, seen, result);
    add_blind(context, eyes.blind, result);
    return result;
}

engine::AnalysisInfo info() {
    return {
        .id = "sightlines.viewshed",
        .title = "Ground seen from chosen places",
        .term = "viewshed",
        .summary =
            "Which ground one observer sees, or how many of several see it, over hills and past all that "
            "stands; and how high something hidden would have to be to show.",
        .reference =
            "One line of sight for each cell, held against heights interpolated between cell centres: "
            "Franklin, W. R., Ray, C. (1994): Higher isn't necessarily better: visibility algorithms and "
            "experiments (R3); greatest heights of blocks of cells: Williams, L. (1983) and others; "
            "on the scene Wald, I. et al. (2014): Embree",
        .reads = {Role::building, Role::barrier, Role::planting, Role::tree, Role::opening, Role::zone,
                  Role::observer, Role::study_area, Role::terrain, Role::surface},
        .time = {.season = true, .growth = true, .phase = true},
        .fields =
            {{"visible", "", "Seen",
              "1 where at least one observer sees the ground or a target on it, else 0"},
             {"count", "", "How many see it", "Number of observers that see the ground or a target on it"},
             {"height_needed", "m", "Height that would show",
              "How high something here must be for the first observer to see it; 0 where the ground itself "
              "is seen, no value where nobody looks or no height would show"}},
        .metrics = {{"visible_share", "Share of the study area that is seen"},
                    {"visible_area_m2", "Ground of the study area that is seen"},
                    {"mean_count", "Mean number of observers that see a spot of the study area"}},
    };
}

engine::Schema<ViewshedParams> schema() {
    engine::Schema<ViewshedParams> schema;
    schema
        .add(&ViewshedParams::points, {.name = "points",
                                       .label = "Look from",
                                       .unit = "m",
                                       .help = "Observers as x,y;x,y in the site's map grid, or x,y,z with "
                                               "the eye height as z. Without any, "
                                               "the observers on the plan."})
        .add(&ViewshedParams::points_file,
             {.name = "points_file",
              .label = "Observers from a file",
              .help = "A CSV file with columns x,y and optional id, azimuth_deg, fov_deg, reach_m, inner_m, "
                      "eye_height_m."})
        .add(&ViewshedParams::eye_height_m, {.name = "eye_height_m",
                                             .label = "Eye height",
                                             .unit = "m",
                                             .help = "Height of the eyes above the ground or the surface.",
                                             .min = 0,
                                             .max = max_eye_height_m})
        .add(&ViewshedParams::target_height_m,
             {.name = "target_height_m",
              .label = "Height of what is looked at",
              .unit = "m",
              .help = "Height above the ground or the surface that counts as seen; 0 for the ground itself.",
              .min = 0,
              .max = max_eye_height_m})
        .add(&ViewshedParams::reach_m, reach_parameter())
        .add(&ViewshedParams::azimuth_deg, {.name = "azimuth_deg",
                                            .label = "Direction of view",
                                            .unit = "deg",
                                            .help = "Middle of the field of view, clockwise from grid north.",
                                            .min = -360,
                                            .max = 360})
        .add(&ViewshedParams::fov_deg, {.name = "fov_deg",
                                        .label = "Field of view",
                                        .unit = "deg",
                                        .help = "Angle of the field of view; 360 looks all round.",
                                        .min = min_fov_deg,
                                        .max = 360})
        .add(&ViewshedParams::on,
             {.name = "on",
              .label = "Look over",
              .help = "The surface raster where there is one, or the scene: terrain, buildings, "
                      "barriers, planting and crowns.",
              .choices = {"surface", "scene"}})
        .add(&ViewshedParams::snap, {.name = "snap",
                                     .label = "Stand at the middle of a cell",
                                     .help = "Whether an observer on the surface stands at its cell's "
                                             "centre, or exactly where it is given.",
                                     .choices = {"yes", "no"},
                                     .advanced = true})
        .add(&ViewshedParams::curvature,
             {.name = "curvature",
              .label = "Curvature of the earth",
              .help = "Whether the ground falls away with the curvature of the earth, 8 cm at 1 km; on a "
                      "surface alone.",
              .choices = {"no", "yes"},
              .advanced = true})
        .add(&ViewshedParams::surface_unit,
             {.name = "surface_unit",
              .label = "Unit of the surface's heights",
              .help = "auto takes metres and refuses a surface that looks like whole decimetres.",
              .choices = {"auto", "m", "dm", "cm", "mm", "ft"},
              .advanced = true})
        .add(&ViewshedParams::cell_m,
             {.name = "cell_m",
              .label = "Distance between spots",
              .unit = "m",
              .help = "Size of a grid cell on the scene; a surface keeps its own cells.",
              .min = 0.01,
              .max = 1000})
        .add(&ViewshedParams::measures, {.name = "measures",
                                         .label = "What to measure",
                                         .help = "Which maps to make, separated by commas, or all.",
                                         .choices = {"visible", "count", "height_needed"},
                                         .advanced = true});
    return schema;
}

} // namespace

AnalysisResult viewshed(const engine::Context& context, const ViewshedParams& params) {
    if (params.measures.empty())
        throw Error(ErrorCode::usage, "parameter measures is empty",
                    "choose at least one of its measures, or all");
    const ViewpointDefaults defaults{params.eye_height_m,
                                     {params.azimuth_deg, params.fov_deg, params.reach_m}};
    const Viewpoints viewpoints = viewpoints_of(context, {params.points, params.points_file, {}}, defaults);
    const Field* surface = context.site().raster(Role::surface);
    if (surface && params.on == "surface") return on_surface(context, params, *surface, viewpoints);
    return on_scene(context, params, viewpoints);
}

engine::Analysis viewshed_analysis() {
    return engine::Analysis::make<ViewshedParams>(info(), schema(), viewshed);
}

} // namespace prospect::sightlines
