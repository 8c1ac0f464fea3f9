#include "analysis/engine/light_reference.h"

#include "geometry/base/error.h"
#include "geometry/io/csv_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace prospect::engine {

namespace {

constexpr const char* not_said = "not said";

std::string lower(std::string text) {
    for (char& c : text)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return text;
}

std::string names_of(const AnalysisResult& result) {
    std::string names;
    for (const Field& field : result.fields)
        names += (names.empty() ? "" : ", ") + field.name;
    return names;
}

std::size_t field_of(const io::LightGrid& light, const std::string& stem, const AnalysisResult& result) {
    const auto& fields = result.fields;
    const auto named = [&](const std::string& name) {
        return std::find_if(fields.begin(), fields.end(), [&](const Field& one) { return one.name == name; });
    };
    const bool said = !light.facts.quantity.empty();
    auto found = named(said ? light.field.name : stem);
    if (found == fields.end() && said)
        throw Error(ErrorCode::refused,
                    light.file + " holds \"" + light.facts.quantity + "\", the result " + names_of(result),
                    "ask for that quantity (--quantities), or mend what the file says of itself");
    if (found == fields.end() && fields.size() == 1) found = fields.begin();
    if (found == fields.end())
        throw Error(ErrorCode::refused, "it is not clear which field " + light.file + " belongs to",
                    "say its quantity in the file, name it like one of " + names_of(result) +
                        ", or ask for that field alone");
    return static_cast<std::size_t>(found - fields.begin());
}

std::string percent(double share) {
    char text[32];
    std::snprintf(text, sizeof text, "%.0f %%", 100 * share);
    return text;
}

std::string lux(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3g lx", value);
    return text;
}

// How far both are apart, from the table of compared cells.
struct Apart {
    std::size_t cells = 0;
    std::size_t largest = 0; // row of the table
    double largest_lx = 0;
    double median_lx = 0;
    std::array<double, 3> within{}; // shares, by within_shares
};
constexpr std::array<double, 3> within_shares{0.01, 0.05, 0.1};
// Columns of the table reference.
enum : std::size_t { at_field, at_x, at_y, at_here, at_there, at_gap };

double number(const Table& table, std::size_t row, std::size_t column) {
    return as_number(*table.rows[row][column]).value_or(0);
}

Apart apart(const Table& compared, const std::string& field) {
    Apart found;
    std::vector<double> gaps;
    for (std::size_t row = 0; row < compared.rows.size(); ++row) {
        if (as_text(*compared.rows[row][at_field]) != field) continue;
        const double gap = std::abs(number(compared, row, at_gap));
        const double of = std::max(1.0, number(compared, row, at_there));
        if (gaps.empty() || gap > found.largest_lx) {
            found.largest = row;
            found.largest_lx = gap;
        }
        gaps.push_back(gap);
        for (std::size_t i = 0; i < within_shares.size(); ++i)
            found.within[i] += gap <= within_shares[i] * of ? 1 : 0;
    }
    found.cells = gaps.size();
    if (gaps.empty()) return found;
    std::sort(gaps.begin(), gaps.end());
    found.median_lx = (gaps[(gaps.size() - 1) / 2] + gaps[gaps.size() / 2]) / 2;
    for (double& share : found.within)
        share /= static_cast<double>(gaps.size());
    return found;
}

using Cell = std::optional<Value>;

Cell text(const std::string& words) {
    return words.empty() ? Cell(Value(std::string(not_said))) : Cell(Value(words));
}

class Sheet {
public:
    Sheet(Table& table, std::string field) : table_(table), field_(std::move(field)) {}

    void add(const char* item, Cell here, Cell reference, Cell difference = {}) {
        table_.rows.push_back({Value(field_), Value(std::string(item)), std::move(here), std::move(reference),
                               std::move(difference)});
    }
    void add_grids(const Field& ours, const io::LightGrid& light, const Frame& frame) {
        const Point corner = frame.to_full({ours.grid.xmin, ours.grid.ymax});
        const Grid here{corner.x,         corner.y,          ours.grid.cell_x,
                        ours.grid.cell_y, ours.grid.columns, ours.grid.rows};
        const Grid& there = light.field.grid.cell_count() > 0 ? light.field.grid : here;
        const auto both = [&](const char* item, auto Grid::*member) {
            add(item, Value(static_cast<double>(here.*member)), Value(static_cast<double>(there.*member)));
        };
        both("columns", &Grid::columns);
        both("rows", &Grid::rows);
        both("cell_x_m", &Grid::cell_x);
        both("cell_y_m", &Grid::cell_y);
        both("corner_north_west_x", &Grid::xmin);
        both("corner_north_west_y", &Grid::ymax);
    }

private:
    Table& table_;
    std::string field_;
};

} // namespace

bool is_light_grid(const std::filesystem::path& file, const AnalysisResult& result) {
    if (!io::is_csv(file)) return true;
    const io::CsvText csv = io::read_csv_text(file);
    return csv.column("value") >= 0 &&
           std::none_of(result.fields.begin(), result.fields.end(),
                        [&](const Field& field) { return csv.column(lower(field.name)) >= 0; });
}

LightReference light_reference(const std::filesystem::path& file, const Frame& frame,
                               const AnalysisResult& result) {
    LightReference found{.light = io::read_light_grid(file)};
    io::require_same_system(found.light.file, found.light.facts.crs, frame);
    found.field = field_of(found.light, file.stem().string(), result);
    const Field& ours = result.fields[found.field];
    found.values.assign(ours.values.size(), nodata);
    bool any = false;
    for (std::int64_t row = 0; row < ours.grid.rows; ++row)
        for (std::int64_t column = 0; column < ours.grid.columns; ++column) {
            const auto value = found.light.field.sampled_at(frame.to_full(ours.grid.center(column, row)));
            if (!value) continue;
            found.values[static_cast<std::size_t>(row * ours.grid.columns + column)] =
                static_cast<float>(*value);
            any = true;
        }
    if (!any)
        throw Error(ErrorCode::refused, found.light.file + " has no value where the result has cells",
                    "give a reference of the same place");
    return found;
}

std::vector<std::string> light_sheet_columns() {
    return {"field", "item", "here", "reference", "difference"};
}

void add_light_sheet(const Field& ours, const LightConvention& convention, const io::LightGrid& light,
                     const Frame& frame, const Table& compared, Table& table, AnalysisResult& result) {
    const Apart gap = apart(compared, ours.name);
    if (gap.cells == 0) return;
    const io::LightFacts& facts = light.facts;
    const auto figure = [](const std::optional<double>& said) {
        return said ? Cell(Value(*said)) : text({});
    };
    Sheet sheet(table, ours.name);
    sheet.add_grids(ours, light, frame);
    sheet.add("quantity", Value(ours.name), text(facts.quantity));
    sheet.add("plane", Value(convention.plane), text({}));
    sheet.add("height_m", Value(convention.height_m), figure(facts.height_m));
    sheet.add("light", Value(convention.light), text({}));
    sheet.add("maintenance", Value(convention.maintenance), figure(facts.maintenance));
    sheet.add("date", {}, text(facts.date));
    sheet.add("program", Value(std::string("prospect " PROSPECT_VERSION)), text(facts.program));
    sheet.add("file", {}, Value(light.file));
    sheet.add("cells_compared", Value(static_cast<double>(gap.cells)), {});
    const Point full{number(compared, gap.largest, at_x), number(compared, gap.largest, at_y)};
    sheet.add("largest", compared.rows[gap.largest][at_here], compared.rows[gap.largest][at_there],
              compared.rows[gap.largest][at_gap]);
    sheet.add("largest_x", Value(full.x), Value(full.x));
    sheet.add("largest_y", Value(full.y), Value(full.y));
    sheet.add("median", {}, {}, Value(gap.median_lx));
    constexpr std::array<const char*, 3> names{"share_within_1_percent", "share_within_5_percent",
                                               "share_within_10_percent"};
    for (std::size_t i = 0; i < names.size(); ++i)
        sheet.add(names[i], {}, {}, Value(gap.within[i]));
    result.notes.push_back({Note::Level::info, "reference_sheet",
                            ours.name + " here (" + convention.plane + ", " +
                                as_text(Value(convention.height_m)) + " m above the ground, " +
                                convention.light + ", maintenance " + convention.maintenance + ") beside " +
                                light.file + " (" + io::words_of(facts) + "): " + std::to_string(gap.cells) +
                                " spots compared, " + percent(gap.within[1]) + " of them within 5 %, " +
                                percent(gap.within[2]) + " within 10 %, half within " + lux(gap.median_lx) +
                                ", the furthest " + lux(gap.largest_lx) + " apart",
                            frame.to_local(full)});
}

} // namespace prospect::engine
