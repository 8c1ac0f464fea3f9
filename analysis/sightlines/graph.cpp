#include "analysis/sightlines/graph.h"

#include "analysis/scene/scene.h"
#include "analysis/scene/study_area.h"
#include "analysis/sightlines/eye.h"
#include "analysis/sightlines/graph_maps.h"
#include "analysis/sightlines/graph_tables.h"
#include "analysis/visibility_graph/step_depth.h"
#include "geometry/base/text.h"

#include <algorithm>
#include <cmath>

namespace prospect::sightlines {

namespace {

using engine::AnalysisResult;
using engine::Note;
namespace vg = visibility_graph;

std::vector<std::string> measure_names() {
    std::vector<std::string> names;
    for (const Measure& measure : all_measures())
        names.emplace_back(measure.name);
    return names;
}

std::vector<const Measure*> chosen(const GraphParams& params) {
    std::vector<const Measure*> found;
    for (const Measure& measure : all_measures()) {
        const bool asked =
            std::find(params.measures.begin(), params.measures.end(), measure.name) != params.measures.end();
        // Steps from nowhere are no map; with `all` they are left out where no point is given.
        const bool possible = measure.work != Work::steps || !params.step_from.points.empty();
        const bool only = params.measures.size() < all_measures().size();
        if (asked && !possible && only)
            throw Error(ErrorCode::usage, "step_depth needs to know from where", "give --step_from x,y");
        if ((asked && possible) || (measure.work == Work::steps && !params.step_from.points.empty()))
            found.push_back(&measure);
    }
    if (found.empty())
        throw Error(ErrorCode::usage, "parameter measures is empty",
                    "choose at least one of its measures, or all");
    return found;
}

std::uint32_t radius_of(const std::string& text) {
    constexpr double most = 1000;
    if (text == "n") return 0;
    const auto steps = number_from(text);
    if (!steps || *steps < 1 || *steps > most || *steps != std::floor(*steps))
        throw Error(ErrorCode::usage, "parameter radius is '" + text + "'",
                    "give a whole number of steps from 1 to 1000, or n for all");
    return static_cast<std::uint32_t>(*steps);
}

void add_summary(const engine::Context& context, const GraphCells& cells, const vg::CellRows& rows,
                 const std::vector<std::uint32_t>& parts, AnalysisResult& result) {
    const scene::StudyArea study(context.site());
    std::vector<char> scored(cells.count());
    std::int64_t scored_count = 0;
    for (std::size_t cell = 0; cell < scored.size(); ++cell) {
        scored[cell] = study.contains(cells.centres[cell]) ? 1 : 0;
        scored_count += scored[cell];
    }
    std::int64_t links = 0;
    for (std::uint32_t cell = 0; cell < rows.cell_count(); ++cell)
        links += vg::size_of(rows.row(cell)) - 1;
    for (const Field& field : result.fields) {
        double sum = 0;
        std::int64_t count = 0;
        for (std::size_t cell = 0; cell < scored.size(); ++cell) {
            const float value = field.values[static_cast<std::size_t>(cells.places[cell])];
            if (scored[cell] == 0 || value == nodata) continue;
            sum += static_cast<double>(value);
            ++count;
        }
        if (count > 0)
            result.metrics.emplace_back("mean_" + field.name +
                                            (field.unit == "m"    ? "_m"
                                             : field.unit == "m2" ? "_m2"
                                                                  : ""),
                                        sum / static_cast<double>(count));
    }
    const std::int64_t part_count = parts.empty() ? 0 : *std::max_element(parts.begin(), parts.end()) + 1;
    result.counts = {{"cells", cells.grid.cell_count()},
                     {"points", static_cast<std::int64_t>(cells.count())},
                     {"in_buildings", cells.in_buildings},
                     {"in_other_solids", cells.in_other_solids},
                     {"not_reached", cells.not_reached},
                     {"scored", scored_count},
                     {"links", links / 2},
                     {"parts", part_count}};
    if (part_count > 1)
        result.notes.push_back(
            {Note::Level::info, "several_parts",
             "the cells fall into " + std::to_string(part_count) +
                 " parts with no sight between them: each is measured by itself, so that small "
                 "closed yards look well connected; a start point leaves them out"});
}

void add_notes(const engine::Context& context, const GraphParams& params, const GraphCells& cells,
               AnalysisResult& result) {
    result.notes = context.scene().notes();
    const double eyes[] = {params.eye_height_m};
    for (const auto& note :
         {near_height_note(context.scene(), eyes), see_through_note(context.scene(), eyes)})
        if (note) result.notes.push_back(*note);
    if (!context.scene().bounds().empty()) result.notes.push_back(bounds_note(context));
    result.notes.insert(result.notes.end(), cells.notes.begin(), cells.notes.end());
}

engine::AnalysisInfo info() {
    engine::AnalysisInfo info{
        .id = "sightlines.graph",
        .title = "How connected each spot is",
        .term = "visibility graph analysis",
        .summary =
            "For every spot, how many others it sees, and in how many straight lines of sight all others are "
            "reached from it.",
        .reference =
            "Turner, A., Doxa, M., O'Sullivan, D., Penn, A. (2001): From isovists to visibility graphs. "
            "Environment and Planning B 28, 103-121; integration after Hillier & Hanson (1984), The social "
            "logic of space; names as in depthmapX",
        .reads = {Role::building, Role::barrier, Role::planting, Role::tree, Role::opening, Role::zone,
                  Role::study_area, Role::terrain},
        .time = {.season = true, .growth = true, .phase = true},
        .tables = graph_tables_info(),
    };
    for (const Measure& measure : all_measures()) {
        const std::string unit = measure.unit;
        info.fields.push_back(
            {.name = measure.name,
             .unit = unit,
             .label = measure.label,
             .meaning = measure.meaning,
             .peer = {measure.peer, measure.peer_count, measure.work == Work::depths ? "radius" : ""}});
        info.metrics.push_back({std::string("mean_") + measure.name + (unit.empty() ? "" : "_" + unit),
                                std::string("Mean over the study area: ") + measure.label});
    }
    return info;
}

engine::Schema<GraphParams> schema() {
    engine::Schema<GraphParams> schema;
    schema
        .add(&GraphParams::start,
             {.name = "start",
              .label = "Start from",
              .unit = "m",
              .help = "Points x,y;x,y from which the ground is walked to find the spots that count; "
                      "without any, all open ground."})
        .add(&GraphParams::cell_m, {.name = "cell_m",
                                    .label = "Distance between spots",
                                    .unit = "m",
                                    .help = "Size of a grid cell; sight is between the centres.",
                                    .min = 0.05,
                                    .max = 1000})
        .add(&GraphParams::eye_height_m, eye_height_parameter())
        .add(&GraphParams::measures, {.name = "measures",
                                      .label = "What to measure",
                                      .help = "Which maps to make, separated by commas, or all.",
                                      .choices = measure_names(),
                                      .advanced = true})
        .add(&GraphParams::radius,
             {.name = "radius",
              .label = "How many steps to follow",
              .help = "Global measures count spots up to this many steps of sight away; n for all.",
              .advanced = true})
        .add(&GraphParams::step_from, {.name = "step_from",
                                       .label = "Count steps from",
                                       .unit = "m",
                                       .help = "Points x,y;x,y from which step_depth counts.",
                                       .advanced = true})
        .add(&GraphParams::grazing,
             {.name = "grazing",
              .label = "Sight that touches a corner",
              .help = "Whether a line of sight that just touches a corner is blocked, as in "
                      "depthmapX, or sees on.",
              .choices = {"blocks", "sees"},
              .advanced = true});
    schema.add(&GraphParams::tables,
               {.name = "tables",
                .label = "Tables besides the maps",
                .help =
                    "cells: every map in one table, its columns named as in depthmapX; links: the pairs of "
                    "spots that see each other.",
                .choices = {"cells", "links"},
                .advanced = true});
    return schema;
}

} // namespace

AnalysisResult graph(const engine::Context& context, const GraphParams& params) {
    constexpr std::size_t bytes_per_cell = 6000; // rows and search of a town at about a metre
    const std::vector<const Measure*> measures = chosen(params);
    const std::uint32_t radius = radius_of(params.radius);
    const Grid grid = context.grid(params.cell_m, bytes_per_cell + sizeof(float) * measures.size());
    const GraphCells cells = graph_cells(context, grid, params.cell_m, params.eye_height_m, params.start);
    constexpr double rows_share = 0.15;
    const auto rule = params.grazing == "sees" ? kernel::Grazing::sees : kernel::Grazing::blocks;
    const vg::CellRows rows = vg::rows_of(context.workers(0, rows_share), *cells.lattice, rule);
    const std::vector<std::uint32_t> parts = vg::parts_of(rows);
    GraphMaps maps(cells, measures);
    const GraphWork work{context, params.eye_height_m, cells, rows, parts, radius, params.step_from};
    fill(context.workers(rows_share, 1), work, maps);
    AnalysisResult result;
    result.fields = maps.take();
    add_notes(context, params, cells, result);
    add_tables(work, params.tables, result);
    add_summary(context, cells, rows, parts, result);
    return result;
}

engine::Analysis graph_analysis() {
    return engine::Analysis::make<GraphParams>(info(), schema(), graph);
}

} // namespace prospect::sightlines
