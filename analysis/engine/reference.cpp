#include "analysis/engine/reference.h"

#include "analysis/engine/light_reference.h"
#include "geometry/base/text.h"
#include "geometry/io/csv_text.h"

#include <algorithm>
#include <cmath>

namespace prospect::engine {

namespace {

// What the file says of one field, cell for cell of ours.
struct Theirs {
    std::size_t field = 0; // index in the result
    std::vector<float> values;
};

std::string lower(std::string_view text) {
    std::string low(text);
    for (char& c : low)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return low;
}

std::string list(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

std::vector<std::string> known_columns(const AnalysisInfo& info, const AnalysisResult& result) {
    std::vector<std::string> names;
    for (const Field& field : result.fields)
        names.push_back(field.name);
    for (const FieldInfo& field : info.fields)
        if (!field.peer.name.empty()) names.push_back(field.peer.name);
    return names;
}

Theirs from_raster(const std::filesystem::path& file, const Frame& frame, const AnalysisResult& result) {
    std::string crs;
    Field raster = io::read_raster(file, &crs);
    const std::string name = file.filename().string();
    io::require_same_system(name, crs, frame);
    const auto& fields = result.fields;
    auto ours = std::find_if(fields.begin(), fields.end(), [&](const Field& field) {
        return field.name == raster.name || field.name == file.stem().string();
    });
    if (ours == fields.end() && fields.size() == 1) ours = fields.begin();
    if (ours == fields.end())
        throw Error(ErrorCode::refused, "it is not clear which field " + name + " belongs to",
                    "name the file like one of " + list([&] {
                        std::vector<std::string> names;
                        for (const Field& field : fields)
                            names.push_back(field.name);
                        return names;
                    }()) +
                        ", or ask for that field alone");
    const Grid& grid = ours->grid;
    Theirs theirs{static_cast<std::size_t>(ours - fields.begin()),
                  std::vector<float>(ours->values.size(), nodata)};
    bool any = false;
    for (std::int64_t row = 0; row < grid.rows; ++row)
        for (std::int64_t column = 0; column < grid.columns; ++column) {
            const auto value = raster.value_at(frame.to_full(grid.center(column, row)));
            if (!value) continue;
            theirs.values[static_cast<std::size_t>(row * grid.columns + column)] = *value;
            any = true;
        }
    if (!any)
        throw Error(ErrorCode::refused, name + " has no value where the result has cells",
                    "give a reference of the same place");
    return theirs;
}

// Columns of a table of cells.
class CellTable {
public:
    CellTable(const std::filesystem::path& file, const Frame& frame, const Grid& grid)
        : csv_(io::read_csv_text(file)), name_(file.filename().string()) {
        for (const std::string& column : csv_.table.columns)
            columns_.push_back(lower(column));
        const auto x = column("x");
        const auto y = column("y");
        if (!x || !y)
            throw Error(ErrorCode::refused, name_ + " has no columns x and y",
                        "give the centres of the cells in the plan's map grid");
        find_cells(*x, *y, frame, grid);
    }

    const std::string& name() const { return name_; }
    std::size_t row_count() const { return cells_.size(); }
    std::size_t off_grid() const { return off_grid_; }
    double wider_step() const { return wider_; } // 0: no wider than the cells of the result
    std::optional<std::size_t> cell(std::size_t row) const { return cells_[row]; }

    std::optional<std::size_t> measured(const std::string& wanted) const {
        if (wanted.empty()) return std::nullopt;
        return column(lower(wanted));
    }
    // The first column of that name with any radius after it, or none: "Visual Mean Depth R3".
    std::optional<std::string> of_any_radius(const std::string& name) const {
        const std::string low = lower(name);
        for (std::size_t c = 0; c < columns_.size(); ++c)
            if (columns_[c] == low ||
                (columns_[c].starts_with(low + " r") && number_from(columns_[c].substr(low.size() + 2))))
                return csv_.table.columns[c];
        return std::nullopt;
    }
    std::optional<double> number(std::size_t row, std::size_t column) const {
        const auto& cell = csv_.table.rows[row][column];
        if (!cell) return std::nullopt;
        const std::string text = as_text(*cell);
        if (text.empty()) return std::nullopt;
        const auto value = number_from(text);
        if (!value)
            throw Error(ErrorCode::refused,
                        name_ + ", row " + std::to_string(row + 1) + ": " + csv_.table.columns[column] +
                            " \"" + text + "\" is no number",
                        "mend the file or leave the row out");
        return value;
    }

private:
    std::optional<std::size_t> column(std::string_view name) const {
        const auto found = std::find(columns_.begin(), columns_.end(), name);
        if (found == columns_.end()) return std::nullopt;
        return static_cast<std::size_t>(found - columns_.begin());
    }

    // The least step between two different coordinates; 0 where there are none.
    double spacing(std::size_t column) const {
        constexpr double same = 1e-6;
        std::vector<double> places;
        for (std::size_t row = 0; row < csv_.table.rows.size(); ++row)
            if (const auto place = number(row, column)) places.push_back(*place);
        std::sort(places.begin(), places.end());
        double least = 0;
        for (std::size_t i = 1; i < places.size(); ++i)
            if (const double step = places[i] - places[i - 1]; step > same && (least == 0 || step < least))
                least = step;
        return least;
    }

    // Smaller cells than ours would be compared wherever centres happen to coincide.
    void check_size(std::size_t x, std::size_t y, const Grid& grid) {
        constexpr double alike = 0.01;
        for (const auto& [column, cell] : {std::pair(x, grid.cell_x), std::pair(y, grid.cell_y)}) {
            const double step = spacing(column);
            if (step > 0 && step < (1 - alike) * cell)
                throw Error(ErrorCode::refused,
                            "the cells of " + name_ + " are " + as_text(Value(step)) +
                                " m apart, those of the result " + as_text(Value(cell)) + " m",
                            "compare on the same grid: the same --cell_m");
            if (step > (1 + alike) * cell) wider_ = step;
        }
    }

    void find_cells(std::size_t x, std::size_t y, const Frame& frame, const Grid& grid) {
        check_size(x, y, grid);
        constexpr double off_centre = 0.01; // of a cell
        cells_.resize(csv_.table.rows.size());
        for (std::size_t row = 0; row < cells_.size(); ++row) {
            const auto full_x = number(row, x);
            const auto full_y = number(row, y);
            if (!full_x || !full_y) continue;
            const Point p = frame.to_local({*full_x, *full_y});
            const double column = (p.x - grid.xmin) / grid.cell_x - 0.5;
            const double line = (grid.ymax - p.y) / grid.cell_y - 0.5;
            const bool inside = column > -0.5 && line > -0.5 &&
                                column < static_cast<double>(grid.columns) - 0.5 &&
                                line < static_cast<double>(grid.rows) - 0.5;
            const bool centred = std::abs(column - std::round(column)) <= off_centre &&
                                 std::abs(line - std::round(line)) <= off_centre;
            if (inside && centred)
                cells_[row] =
                    static_cast<std::size_t>(std::llround(line) * grid.columns + std::llround(column));
            else
                ++off_grid_;
        }
        if (off_grid_ == cells_.size())
            throw Error(ErrorCode::refused,
                        "no row of " + name_ + " lies on the centre of a cell of the result",
                        "compare on the same grid: the same --cell_m, and centres on whole multiples of it");
    }

    io::CsvText csv_;
    std::string name_;
    std::vector<std::string> columns_; // lower case
    std::vector<std::optional<std::size_t>> cells_;
    std::size_t off_grid_ = 0;
    double wider_ = 0;
};

std::vector<float> column_values(const CellTable& table, std::size_t column, std::optional<std::size_t> nodes,
                                 bool by_peer, std::size_t cell_count) {
    std::vector<float> values(cell_count, nodata);
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const auto cell = table.cell(row);
        if (!cell) continue;
        auto value = table.number(row, column);
        if (!value || (by_peer && *value == -1)) continue; // -1: the other program's "no value"
        if (nodes) {
            const auto n = table.number(row, *nodes);
            if (!n || *n < 2) continue;
            *value *= *n / (*n - 1);
        }
        values[*cell] = static_cast<float>(*value);
    }
    return values;
}

// " R3" where the run had a radius.
std::string radius_text(const PeerColumn& peer, const Settings& settings) {
    const auto radius = settings.find(peer.radius);
    return peer.radius.empty() || radius == settings.end() || radius->second == "n" ? std::string()
                                                                                    : " R" + radius->second;
}

std::vector<Theirs> from_table(const std::filesystem::path& file, const AnalysisInfo& info,
                               const Settings& settings, const Frame& frame, AnalysisResult& result) {
    const CellTable table(file, frame, result.fields.front().grid);
    std::vector<Theirs> all;
    for (std::size_t f = 0; f < result.fields.size(); ++f) {
        const Field& field = result.fields[f];
        auto column = table.measured(field.name);
        bool by_peer = false;
        std::optional<std::size_t> nodes;
        const auto about = std::find_if(info.fields.begin(), info.fields.end(),
                                        [&](const FieldInfo& one) { return one.name == field.name; });
        if (!column && about != info.fields.end()) {
            const std::string wanted = about->peer.name + radius_text(about->peer, settings);
            column = table.measured(wanted);
            by_peer = column.has_value();
            if (const auto other = column ? std::nullopt : table.of_any_radius(about->peer.name))
                result.notes.push_back({Note::Level::warning, "reference_radius",
                                        table.name() + " has " + *other + " and no " + wanted +
                                            ": other radii are not compared"});
            if (by_peer && !about->peer.counts_itself.empty()) {
                nodes = table.measured(about->peer.counts_itself);
                result.notes.push_back(
                    {Note::Level::info, "reference_converted",
                     nodes ? about->peer.name + " of " + table.name() +
                                 " counts the cell itself: taken times n/(n - 1), n its " +
                                 about->peer.counts_itself
                           : about->peer.name + " of " + table.name() +
                                 " counts the cell itself and is compared as it is: the column " +
                                 about->peer.counts_itself + " to convert it is missing"});
            }
        }
        if (column) all.push_back({f, column_values(table, *column, nodes, by_peer, field.values.size())});
    }
    if (all.empty())
        throw Error(ErrorCode::refused, table.name() + " has none of the fields of this result",
                    "its columns may be " + list(known_columns(info, result)));
    if (table.wider_step() > 0)
        result.notes.push_back({Note::Level::warning, "reference_cell_size",
                                "the cells of " + table.name() + " are " +
                                    as_text(Value(table.wider_step())) +
                                    " m apart, further than those of the result: graphs of different grids "
                                    "are not comparable"});
    if (table.off_grid() > 0)
        result.notes.push_back({Note::Level::warning, "reference_off_grid",
                                std::to_string(table.off_grid()) + " rows of " + table.name() +
                                    " do not lie on the centre of a cell and are left out"});
    return all;
}

void compare(const Theirs& theirs, const Frame& frame, AnalysisResult& result, Table& scatter) {
    const Field& ours = result.fields[theirs.field];
    Field difference(ours.name + "_difference", ours.unit, ours.grid);
    std::vector<double> absolute;
    std::int64_t within = 0;
    std::int64_t only_here = 0;
    std::int64_t only_there = 0;
    for (std::size_t cell = 0; cell < ours.values.size(); ++cell) {
        const float here = ours.values[cell];
        const float there = theirs.values[cell];
        only_here += here != nodata && there == nodata ? 1 : 0;
        only_there += here == nodata && there != nodata ? 1 : 0;
        if (here == nodata || there == nodata) continue;
        const double gap = static_cast<double>(here) - static_cast<double>(there);
        difference.values[cell] = static_cast<float>(gap);
        absolute.push_back(std::abs(gap));
        within += std::abs(gap) <= reference_tolerance * std::max(1.0, std::abs(static_cast<double>(there)))
                      ? 1
                      : 0;
        const auto column = static_cast<std::int64_t>(cell) % ours.grid.columns;
        const auto row = static_cast<std::int64_t>(cell) / ours.grid.columns;
        const Point place = frame.to_full(ours.grid.center(column, row));
        scatter.rows.push_back({Value(ours.name), Value(place.x), Value(place.y),
                                Value(static_cast<double>(here)), Value(static_cast<double>(there)),
                                Value(gap)});
    }
    const std::string name = ours.name;
    result.counts.insert(result.counts.end(),
                         {{name + "_compared", static_cast<std::int64_t>(absolute.size())},
                          {name + "_only_here", only_here},
                          {name + "_only_there", only_there}});
    if (!absolute.empty()) {
        const auto count = absolute.size();
        const auto middle = absolute.begin() + static_cast<std::ptrdiff_t>(count / 2);
        std::nth_element(absolute.begin(), middle, absolute.end());
        double median = *middle;
        if (count % 2 == 0) median = (median + *std::max_element(absolute.begin(), middle)) / 2;
        result.metrics.insert(
            result.metrics.end(),
            {{name + "_difference_max", *std::max_element(absolute.begin(), absolute.end())},
             {name + "_difference_median", median},
             {name + "_difference_within", static_cast<double>(within) / static_cast<double>(count)}});
    }
    result.fields.push_back(std::move(difference));
}

} // namespace

namespace {

// What a table of our own cells says of its light.
io::LightGrid light_of_table(const std::filesystem::path& file) {
    const std::string name = file.filename().string();
    return {.file = name, .field = {}, .facts = io::light_facts(io::read_csv_text(file), name)};
}

} // namespace

void add_reference(const std::filesystem::path& file, const AnalysisInfo& info, const Settings& settings,
                   const Frame& frame, AnalysisResult& result) {
    if (result.fields.empty())
        throw Error(ErrorCode::usage, info.id + " gives no map to compare", "leave --reference out");
    std::vector<Theirs> all;
    std::optional<io::LightGrid> light;
    if (info.light_of && is_light_grid(file, result)) {
        LightReference found = light_reference(file, frame, result);
        all.push_back({found.field, std::move(found.values)});
        light = std::move(found.light);
    } else if (io::is_csv(file)) {
        all = from_table(file, info, settings, frame, result);
        if (info.light_of) light = light_of_table(file);
    } else {
        all.push_back(from_raster(file, frame, result));
    }
    Table scatter{"reference", {"field", "x", "y", "here", "reference", "difference"}};
    for (const Theirs& theirs : all)
        compare(theirs, frame, result, scatter);
    if (light) {
        Table sheet{"reference_sheet", light_sheet_columns()};
        for (const Theirs& theirs : all) {
            const Field& ours = result.fields[theirs.field];
            add_light_sheet(ours, info.light_of(ours.name, settings, result), *light, frame, scatter, sheet,
                            result);
        }
        result.tables.push_back(std::move(sheet));
    }
    result.tables.push_back(std::move(scatter));
}

} // namespace prospect::engine
