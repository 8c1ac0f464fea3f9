#include "analysis/risk/fear.h"

#include "analysis/risk/ground_around.h"
#include "analysis/scene/path_stations.h"
#include "analysis/scene/study_area.h"
#include "analysis/sightlines/enclosure.h"
#include "analysis/sightlines/eye.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace prospect::risk {

namespace {

using engine::AnalysisResult;
using engine::Note;

// The field and its parts while they are added up.
constexpr std::size_t bytes_per_cell = 4 * sizeof(float);
constexpr double enough_ways = 2;
// From which on people are likely to be afraid in the share.
constexpr double likely = 0.5;

const Field& field_of(const engine::Run& run, std::string_view name) {
    for (const Field& field : run.result.fields)
        if (field.name == name) return field;
    throw Error(ErrorCode::internal, run.analysis + " gives no field " + std::string(name));
}

double ways_out(const kernel::View& view, double least_m) {
    const sightlines::Enclosure closed = sightlines::enclosure_of(view, least_m);
    if (closed.share == 0) return enough_ways;
    double ways = 0;
    for (const sightlines::WayOut& way : closed.exits)
        ways += way.angle_rad > std::numbers::pi ? 2 : 1;
    return ways;
}

engine::AnalysisInfo info() {
    return {
        .id = "risk.fear",
        .title = "Where people are likely to be afraid",
        .term = "prospect, refuge, escape",
        .summary = "Weighs how little one sees ahead, how much ground there is to hide on, and how few ways "
                   "lead away. Likely fear, not crime.",
        .reference = "Fisher, B. S. & Nasar, J. L. (1992): Fear of crime in relation to three exterior site "
                     "features: prospect, refuge and escape; Environment and Behavior 24. Weights and "
                     "references are starting values",
        .reads = {Role::building, Role::barrier, Role::planting, Role::tree, Role::opening, Role::path,
                  Role::study_area},
        .time = {.season = true, .growth = true, .phase = true},
        .needs = {"sightlines.visible_area", "sightlines.concealment"},
        .fields = {{"fear", "", "How likely people are afraid",
                    "From 0, open and easy to leave, to 1, closed in, with places to hide", "weakness"}},
        .tables = {{"paths",
                    {"path", "length_m", "mean_fear", "most_fear", "x", "y"},
                    "One row a path: its mean and where fear is most likely"}},
        .metrics = {{"mean_fear", "Mean over the ground on and beside paths in the study area"},
                    {"likely_share", "Share of that ground where the value is 0.5 or more"}},
    };
}

engine::Schema<FearParams> schema() {
    engine::Schema<FearParams> schema;
    const auto metres = [](const char* name, const char* label, const char* help, double min, bool advanced) {
        return engine::ParameterInfo{.name = name,
                                     .label = label,
                                     .unit = "m",
                                     .help = help,
                                     .min = min,
                                     .max = 1000,
                                     .advanced = advanced};
    };
    const auto weight = [](const char* name, const char* label, const char* help) {
        return engine::ParameterInfo{
            .name = name, .label = label, .help = help, .min = 0, .max = 100, .advanced = true};
    };
    schema
        .add(&FearParams::cell_m,
             metres("cell_m", "Distance between spots", "Size of a grid cell.", 0.1, false))
        .add(&FearParams::eye_height_m, sightlines::eye_height_parameter())
        .add(&FearParams::prospect_m, metres("prospect_m", "How far one wants to see",
                                             "Ground seen within this distance is prospect.", 1, true))
        .add(&FearParams::refuge_m, metres("refuge_m", "How near hiding places count",
                                           "Ground to hide on within this distance is refuge.", 0.1, true))
        .add(&FearParams::refuge_m2, {.name = "refuge_m2",
                                      .label = "Ground to hide on that is the worst",
                                      .unit = "m2",
                                      .help = "So much ground to hide on, or more, counts in full.",
                                      .min = 0.1,
                                      .max = 1e6,
                                      .advanced = true})
        .add(&FearParams::escape_m,
             metres("escape_m", "How far ways out are looked for",
                    "Ways out of the view to this distance are ways to escape.", 1, true))
        .add(&FearParams::way_m,
             metres("way_m", "Width of a way out", "What is narrower is no way.", 0, true))
        .add(&FearParams::prospect_weight,
             weight("prospect_weight", "Weight of prospect", "How much seeing little counts."))
        .add(&FearParams::refuge_weight,
             weight("refuge_weight", "Weight of refuge", "How much places to hide count."))
        .add(&FearParams::escape_weight,
             weight("escape_weight", "Weight of escape", "How much having few ways out counts."));
    return schema;
}

engine::Table paths_table(const engine::Context& context, const Field& fear) {
    constexpr double step_m = 1;
    const scene::StudyArea study(context.site());
    engine::Table table{"paths", {"path", "length_m", "mean_fear", "most_fear", "x", "y"}, {}, {}};
    for (const auto& [layer, path] : context.site().features(Role::path)) {
        if (!present(*path, context.time().phase)) continue;
        double sum = 0;
        double count = 0;
        double most = -1;
        Point at;
        for (const scene::PathStation& station : scene::path_stations(path->geometry, step_m)) {
            const auto value = study.contains(station.place) ? fear.value_at(station.place) : std::nullopt;
            if (!value) continue;
            sum += static_cast<double>(*value);
            count += 1;
            if (static_cast<double>(*value) <= most) continue;
            most = static_cast<double>(*value);
            at = station.place;
        }
        if (count == 0) continue;
        const Point full = context.site().frame.to_full(at);
        table.rows.push_back({Value(scene::title_of(*path)), Value(length(path->geometry)),
                              Value(sum / count), Value(most), Value(full.x), Value(full.y)});
        table.geometries.push_back(path->geometry);
    }
    return table;
}

void add_figures(const engine::Context& context, const Field& fear, AnalysisResult& result) {
    const scene::StudyArea study(context.site());
    std::int64_t cells = 0;
    std::int64_t scored = 0;
    std::int64_t afraid = 0;
    double sum = 0;
    for (std::int64_t i = 0; i < fear.grid.cell_count(); ++i) {
        const float value = fear.values[static_cast<std::size_t>(i)];
        if (value == nodata) continue;
        ++cells;
        if (!study.contains(fear.grid.center(i % fear.grid.columns, i / fear.grid.columns))) continue;
        ++scored;
        afraid += static_cast<double>(value) >= likely ? 1 : 0;
        sum += static_cast<double>(value);
    }
    result.counts = {{"cells", fear.grid.cell_count()},
                     {"nodata_cells", fear.grid.cell_count() - cells},
                     {"study_cells", scored}};
    if (scored > 0)
        result.metrics = {{"mean_fear", sum / static_cast<double>(scored)},
                          {"likely_share", static_cast<double>(afraid) / static_cast<double>(scored)}};
    result.notes.push_back({Note::Level::info, "beside_paths",
                            std::to_string(fear.grid.cell_count() - cells) + " of " +
                                std::to_string(fear.grid.cell_count()) +
                                " spots have no value: they are in buildings, or too far from a path for "
                                "hiding places to be known"});
}

} // namespace

AnalysisResult fear(const engine::Context& context, const FearParams& params) {
    const double weights = params.prospect_weight + params.refuge_weight + params.escape_weight;
    if (weights <= 0)
        throw Error(ErrorCode::usage, "the three weights are all 0", "give at least one of them a weight");
    const Grid grid = context.grid(params.cell_m, bytes_per_cell);
    const auto text = [](double value) { return as_text(Value(value)); };
    const engine::RunPtr seen =
        context.require("sightlines.visible_area", {{"cell_m", text(params.cell_m)},
                                                    {"eye_height_m", text(params.eye_height_m)},
                                                    {"reach_m", text(params.prospect_m)},
                                                    {"measures", "area"}});
    // Hiding places just outside the grid count as well.
    const std::int64_t margin = margin_of(params.refuge_m, params.cell_m);
    const engine::RunPtr hidden =
        context.require("sightlines.concealment",
                        {{"cell_m", text(params.cell_m)}, {"eye_height_m", text(params.eye_height_m)}},
                        grid.box().grown(static_cast<double>(margin) * params.cell_m));
    const Field& area = field_of(*seen, "area");
    const Field& concealment = field_of(*hidden, "concealment");
    const GroundAround refuge(concealment, params.refuge_m, margin);
    const auto walls = context.walls_at(params.eye_height_m, grid.box().grown(params.escape_m + 1));
    const double disc_m2 = std::numbers::pi * params.prospect_m * params.prospect_m;

    Field fear("fear", "", grid);
    context.for_blocks(grid.cell_count(), 256, [&](std::int64_t begin, std::int64_t end) {
        sightlines::Viewer viewer;
        for (std::int64_t i = begin; i < end; ++i) {
            const auto at = static_cast<std::size_t>(i);
            const std::int64_t column = i % grid.columns;
            const std::int64_t row = i / grid.columns;
            if (!refuge.known(column, row) || area.values[at] == nodata) continue;
            const kernel::View& view =
                viewer.look(*walls, grid.center(column, row), {.reach_m = params.escape_m});
            if (view.status == kernel::ViewStatus::inside_solid) continue;
            const double prospect = std::min(1.0, static_cast<double>(area.values[at]) / disc_m2);
            const double hiding = std::min(1.0, refuge.sum(column, row) / params.refuge_m2);
            const double escape = std::min(1.0, ways_out(view, params.way_m) / enough_ways);
            fear.values[at] =
                static_cast<float>((params.prospect_weight * (1 - prospect) + params.refuge_weight * hiding +
                                    params.escape_weight * (1 - escape)) /
                                   weights);
        }
    });
    AnalysisResult result;
    for (const engine::RunPtr& needed : {seen, hidden})
        for (const Note& note : needed->result.notes)
            if (std::find(result.notes.begin(), result.notes.end(), note) == result.notes.end())
                result.notes.push_back(note);
    add_figures(context, fear, result);
    result.tables = {paths_table(context, fear)};
    result.fields.push_back(std::move(fear));
    return result;
}

engine::Analysis fear_analysis() {
    return engine::Analysis::make<FearParams>(info(), schema(), fear);
}

} // namespace prospect::risk
