#include "analysis/sightlines/graph_tables.h"

#include <algorithm>

namespace prospect::sightlines {

namespace {

using engine::Table;
namespace vg = visibility_graph;

constexpr std::int64_t ref_columns = 65536; // depthmapX packs both numbers into one of 32 bits

std::int64_t reference(const GraphCells& cells, std::size_t cell) {
    const std::int64_t column = cells.places[cell] % cells.grid.columns;
    const std::int64_t row = cells.places[cell] / cells.grid.columns;
    return column * ref_columns + (cells.grid.rows - 1 - row);
}

std::vector<std::int64_t> part_sizes(const std::vector<std::uint32_t>& parts) {
    std::vector<std::int64_t> sizes;
    for (const std::uint32_t part : parts) {
        if (part >= sizes.size()) sizes.resize(part + 1);
        ++sizes[part];
    }
    return sizes;
}

// A map of the result as a column of the table.
struct Column {
    const Measure* measure;
    const Field* field;
};

std::vector<Column> columns_of(const std::vector<Field>& fields) {
    std::vector<Column> columns;
    for (const Field& field : fields)
        for (const Measure& measure : all_measures())
            if (measure.name == field.name) columns.push_back({&measure, &field});
    return columns;
}

std::string column_name(const Measure& measure, std::uint32_t radius) {
    if (measure.peer_differs) return measure.name;
    return measure.peer +
           (measure.work == Work::depths && radius > 0 ? " R" + std::to_string(radius) : std::string());
}

Table cells_table(const GraphWork& work, const std::vector<Field>& fields) {
    const std::vector<Column> columns = columns_of(fields);
    const auto made = [&](Work kind) {
        return std::any_of(columns.begin(), columns.end(),
                           [&](const Column& column) { return column.measure->work == kind; });
    };
    // How many cells lie within a radius is not kept by the search.
    const bool visual_nodes = made(Work::depths) && work.radius == 0;
    const bool metric_nodes = made(Work::lines);
    Table table{"cells", {"Ref", "x", "y"}};
    for (const Column& column : columns)
        table.columns.push_back(column_name(*column.measure, work.radius));
    if (visual_nodes) table.columns.emplace_back("Visual Node Count");
    if (metric_nodes) table.columns.emplace_back("Metric Node Count");
    const std::vector<std::int64_t> sizes = part_sizes(work.parts);
    for (std::size_t cell = 0; cell < work.cells.count(); ++cell) {
        const Point full = work.context.site().frame.to_full(work.cells.centres[cell]);
        const std::int64_t seen = sizes[work.parts[cell]];
        std::vector<std::optional<Value>> row{Value(reference(work.cells, cell)), Value(full.x),
                                              Value(full.y)};
        for (const Column& column : columns) {
            const float value = column.field->values[static_cast<std::size_t>(work.cells.places[cell])];
            if (value == nodata) {
                row.emplace_back();
                continue;
            }
            const bool with_itself = !column.measure->peer_differs && column.measure->peer_count[0] != '\0';
            const auto n = static_cast<double>(seen);
            row.emplace_back(static_cast<double>(value) * (with_itself ? (n - 1) / n : 1));
        }
        if (visual_nodes) row.emplace_back(seen);
        if (metric_nodes) row.emplace_back(seen);
        table.rows.push_back(std::move(row));
        table.geometries.push_back(Geometry::make_point(work.cells.centres[cell]));
    }
    return table;
}

Table links_table(const GraphWork& work) {
    constexpr std::int64_t most = 10'000'000;
    std::int64_t links = 0;
    for (std::uint32_t cell = 0; cell < work.rows.cell_count(); ++cell)
        links += vg::size_of(work.rows.row(cell)) - 1;
    if (links / 2 > most)
        throw Error(ErrorCode::refused,
                    "the graph has " + std::to_string(links / 2) +
                        " links, more than the ten million of a table",
                    "take larger cells or a smaller --extent, or leave links out of --tables");
    Table table{"links", {"RefFrom", "RefTo"}};
    table.rows.reserve(static_cast<std::size_t>(links / 2));
    for (std::uint32_t cell = 0; cell < work.rows.cell_count(); ++cell)
        for (const vg::CellRun& run : work.rows.row(cell))
            for (std::uint32_t other = std::max(run.first, cell + 1); other <= run.last; ++other)
                table.rows.push_back(
                    {Value(reference(work.cells, cell)), Value(reference(work.cells, other))});
    return table;
}

bool asked(const std::vector<std::string>& names, const char* name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

std::vector<engine::TableInfo> graph_tables_info() {
    std::vector<std::string> columns{"Ref", "x", "y"};
    return {{"cells", columns,
             "One row for each cell with a value, the maps as columns under depthmapX's names",
             engine::TableFile::csv, true},
            {"links",
             {"RefFrom", "RefTo"},
             "The pairs of cells that see each other, each once",
             engine::TableFile::csv,
             true}};
}

void add_tables(const GraphWork& work, const std::vector<std::string>& names,
                engine::AnalysisResult& result) {
    if (asked(names, "cells")) result.tables.push_back(cells_table(work, result.fields));
    if (asked(names, "links")) result.tables.push_back(links_table(work));
}

} // namespace prospect::sightlines
