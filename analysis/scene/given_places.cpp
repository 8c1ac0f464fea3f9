#include "analysis/scene/given_places.h"

#include "geometry/base/text.h"
#include "geometry/base/tolerances.h"

#include <algorithm>
#include <cmath>

namespace prospect::scene {

namespace {

// Text that looks like a signed number stays a number, so that an export does not guard it as a formula.
std::optional<Value> carried_cell(const std::optional<Value>& cell) {
    if (!cell) return std::nullopt;
    const std::string text = as_text(*cell);
    if (text.empty()) return std::nullopt;
    if (text[0] == '-' || text[0] == '+')
        if (const auto number = number_from(text)) return Value(*number);
    return Value(text);
}

bool same_column(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::ranges::equal(a, b, {}, lower, lower);
}

} // namespace

std::string exact_place_text(Point full) {
    return as_text(Value(full.x)) + "," + as_text(Value(full.y));
}

bool Surroundings::hold(Point local) const {
    if (plan_.empty()) return Box{0, 0, 0, 0}.grown(tolerance::coordinate_limit_m).contains(local);
    return plan_.grown(tolerance::site_limit_m).contains(local);
}

std::string Surroundings::fault(Point full, const std::string& what) const {
    return "the " + what + " " + exact_place_text(full) + " lies more than " +
           as_text(Value(tolerance::site_limit_m / 1000)) + " km from the plan";
}

std::string Surroundings::advice() const {
    if (plan_.empty()) return "give x,y in the site's map grid, " + frame_.crs;
    return "give x,y in the site's map grid, " + frame_.crs + ": the plan reaches from " +
           corner({plan_.xmin, plan_.ymin}) + " to " + corner({plan_.xmax, plan_.ymax});
}

std::string Surroundings::corner(Point local) const {
    const Point full = frame_.to_full(local);
    return exact_place_text({std::round(full.x), std::round(full.y)});
}

void RowsFile::require(std::span<const char* const> columns) const {
    std::string all;
    for (std::size_t c = 0; c < columns.size(); ++c)
        all += (c == 0 ? "" : c + 1 < columns.size() ? ", " : " and ") + std::string(columns[c]);
    for (const char* column : columns)
        if (!has(column))
            throw Error(ErrorCode::refused, name_ + " has no column " + column,
                        "its first line must name at least " + all);
}

std::optional<double> RowsFile::number(std::size_t row, const char* column, double min, double max) const {
    const auto at = place_of(column);
    if (!at || !table_.rows[row][*at]) return std::nullopt;
    const std::string text = as_text(*table_.rows[row][*at]);
    if (text.empty()) return std::nullopt;
    const auto value = number_from(text);
    if (!value || *value < min || *value > max)
        refuse(row, std::string(column) + " \"" + text + "\" is not a number from " + as_text(Value(min)) +
                        " to " + as_text(Value(max)));
    return value;
}

double RowsFile::coordinate(std::size_t row, const char* column) const {
    const double limit = tolerance::coordinate_limit_m;
    const auto value = number(row, column, -limit, limit);
    if (!value) refuse(row, std::string(column) + " is empty");
    return *value;
}

void RowsFile::refuse(std::size_t row, const std::string& what, const std::string& advice) const {
    throw Error(ErrorCode::refused, name_ + ", row " + std::to_string(row + 1) + ": " + what, advice);
}

std::vector<std::size_t> RowsFile::others(std::span<const char* const> columns) const {
    std::vector<std::size_t> found;
    for (std::size_t c = 0; c < table_.columns.size(); ++c)
        if (std::find(columns.begin(), columns.end(), table_.columns[c]) == columns.end()) found.push_back(c);
    return found;
}

std::vector<std::optional<Value>> RowsFile::cells(std::size_t row,
                                                  std::span<const std::size_t> columns) const {
    std::vector<std::optional<Value>> cells;
    for (const std::size_t c : columns)
        cells.push_back(carried_cell(table_.rows[row][c]));
    return cells;
}

std::optional<std::size_t> RowsFile::place_of(std::string_view column) const {
    const auto found = std::find(table_.columns.begin(), table_.columns.end(), column);
    if (found == table_.columns.end()) return std::nullopt;
    return static_cast<std::size_t>(found - table_.columns.begin());
}

std::vector<std::string> with_carried(std::vector<std::string> fixed,
                                      const std::vector<std::string>& carried) {
    for (std::string name : carried) {
        while (std::any_of(fixed.begin(), fixed.end(),
                           [&](const std::string& column) { return same_column(column, name); }))
            name = "input_" + name;
        fixed.push_back(std::move(name));
    }
    return fixed;
}

} // namespace prospect::scene
