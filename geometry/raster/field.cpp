#include "geometry/raster/field.h"

#include "geometry/base/error.h"
#include "geometry/base/tolerances.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace prospect {

namespace {

// Beyond this no count of cells is exact, nor any grid of use.
constexpr double most_cells = 1e15;

void check(const Box& box, double cell_m) {
    if (!(cell_m > 0) || !std::isfinite(cell_m))
        throw Error(ErrorCode::usage, "the cell size has to be a length above 0",
                    "give cell_m in metres, such as 1");
    if (!(box.xmin <= box.xmax && box.ymin <= box.ymax) || !is_finite({box.xmin, box.ymin}) ||
        !is_finite({box.xmax, box.ymax}))
        throw Error(ErrorCode::usage, "the extent of the grid is empty",
                    "give xmin,ymin,xmax,ymax in metres");
    if (!(std::ceil(box.width() / cell_m) * std::ceil(box.height() / cell_m) < most_cells))
        throw Error(ErrorCode::refused, "the grid would have more than 10^15 cells",
                    "choose larger cells or a smaller extent");
}

std::int64_t cells_over(double length, double cell_m) {
    return std::max<std::int64_t>(1, std::llround(std::ceil(length / cell_m - tolerance::grid_slack)));
}

// The first and the count of the cells, numbered by the multiple of cell_m at their centre, that cover begin
// to end.
std::pair<double, std::int64_t> centred_cells(double begin, double end, double cell_m) {
    const double first = std::floor(begin / cell_m + 0.5 + tolerance::grid_slack);
    const double last = std::ceil(end / cell_m - 0.5 - tolerance::grid_slack);
    return {first, std::max<std::int64_t>(1, std::llround(last - first) + 1)};
}

// A cell about a place and its part in the value there; with a part of 0 it may lie outside the grid.
struct Neighbour {
    std::int64_t column = 0;
    std::int64_t row = 0;
    double part = 0;
};

std::array<Neighbour, 4> neighbours_of(const Grid& grid, Point p) {
    const double x =
        std::clamp((p.x - grid.xmin) / grid.cell_x - 0.5, 0.0, static_cast<double>(grid.columns - 1));
    const double y =
        std::clamp((grid.ymax - p.y) / grid.cell_y - 0.5, 0.0, static_cast<double>(grid.rows - 1));
    const auto column = static_cast<std::int64_t>(x);
    const auto row = static_cast<std::int64_t>(y);
    const double right = x - static_cast<double>(column);
    const double down = y - static_cast<double>(row);
    return {{{column, row, (1 - right) * (1 - down)},
             {column + 1, row, right * (1 - down)},
             {column, row + 1, (1 - right) * down},
             {column + 1, row + 1, right * down}}};
}

} // namespace

Grid grid_of_extent(const Box& extent, double cell_m) {
    check(extent, cell_m);
    if (extent.width() == 0 || extent.height() == 0)
        throw Error(ErrorCode::usage, "the extent of the grid is empty",
                    "give xmin,ymin,xmax,ymax in metres");
    return {extent.xmin,
            extent.ymax,
            cell_m,
            cell_m,
            cells_over(extent.width(), cell_m),
            cells_over(extent.height(), cell_m)};
}

Grid grid_of_box(const Box& box, double cell_m, Point origin) {
    check(box, cell_m);
    const auto [west, columns] = centred_cells(box.xmin + origin.x, box.xmax + origin.x, cell_m);
    const auto [south, rows] = centred_cells(box.ymin + origin.y, box.ymax + origin.y, cell_m);
    const double north = south + static_cast<double>(rows - 1);
    return {
        (west - 0.5) * cell_m - origin.x, (north + 0.5) * cell_m - origin.y, cell_m, cell_m, columns, rows};
}

Field::Field(std::string field_name, std::string field_unit, const Grid& where)
    : name(std::move(field_name)), unit(std::move(field_unit)), grid(where),
      values(static_cast<std::size_t>(where.cell_count()), nodata) {}

std::optional<float> Field::value_at(Point p) const {
    if (grid.cell_count() == 0 || !grid.box().contains(p)) return std::nullopt;
    const auto cell = [](double place, std::int64_t count) {
        return std::clamp<std::int64_t>(static_cast<std::int64_t>(std::floor(place)), 0, count - 1);
    };
    const std::int64_t column = cell((p.x - grid.xmin) / grid.cell_x, grid.columns);
    const std::int64_t row = cell((grid.ymax - p.y) / grid.cell_y, grid.rows);
    return has_value(column, row) ? std::optional(at(column, row)) : std::nullopt;
}

std::optional<double> Field::interpolated_at(Point p) const {
    if (grid.cell_count() == 0 || !grid.box().contains(p)) return std::nullopt;
    double sum = 0;
    double weights = 0;
    for (const auto& [column, row, part] : neighbours_of(grid, p))
        if (part > 0 && has_value(column, row)) {
            sum += part * static_cast<double>(at(column, row));
            weights += part;
        }
    return weights > 0 ? std::optional(sum / weights) : std::nullopt;
}

std::optional<double> Field::sampled_at(Point p) const {
    const auto own = value_at(p);
    if (!own) return std::nullopt;
    double sum = 0;
    double parts = 0;
    for (const auto& [column, row, part] : neighbours_of(grid, p)) {
        if (part <= tolerance::grid_slack) continue;
        if (!has_value(column, row) || part >= 1 - 2 * tolerance::grid_slack)
            return static_cast<double>(*own);
        sum += part * static_cast<double>(at(column, row));
        parts += part;
    }
    return sum / parts;
}

FieldStatistics statistics(const Field& field) {
    FieldStatistics result;
    double sum = 0;
    for (const float value : field.values) {
        if (value == nodata) {
            ++result.nodata_cells;
            continue;
        }
        const auto number = static_cast<double>(value);
        result.min = result.value_cells == 0 ? number : std::min(result.min, number);
        result.max = result.value_cells == 0 ? number : std::max(result.max, number);
        sum += number;
        ++result.value_cells;
    }
    if (result.value_cells > 0) result.mean = sum / static_cast<double>(result.value_cells);
    return result;
}

std::vector<double> round_levels(double min, double max, int count) {
    std::vector<double> levels;
    if (!(max > min) || count < 1 || !std::isfinite(max - min)) return levels;
    // A step is mantissa / divisor or mantissa * multiplier: both exact, so the levels are the numbers one
    // would type.
    const int exponent = static_cast<int>(std::floor(std::log10((max - min) / count)));
    double nearest = std::numeric_limits<double>::infinity();
    for (const int power : {exponent, exponent + 1})
        for (const double mantissa : {1.0, 2.0, 2.5, 5.0}) {
            const double scale = std::pow(10.0, std::abs(power));
            const auto level = [&](double i) {
                return power < 0 ? i * mantissa / scale : i * mantissa * scale;
            };
            std::vector<double> found;
            for (double i = std::floor(min / level(1)); level(i) < max; ++i)
                if (level(i) > min) found.push_back(level(i));
            const double off = std::abs(static_cast<double>(found.size()) - count);
            if (off < nearest) {
                nearest = off;
                levels = std::move(found);
            }
        }
    return levels;
}

} // namespace prospect
