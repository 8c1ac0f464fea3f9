#include "analysis/risk/peaks.h"

#include <algorithm>
#include <cmath>

namespace prospect::risk {

namespace {

// Running totals of the values of each row, and of how many there are.
struct Totals {
    std::vector<double> sum;
    std::vector<std::int32_t> count;
};

Totals totals_of(const Field& field, std::span<const std::uint8_t> ground) {
    const auto columns = static_cast<std::size_t>(field.grid.columns);
    const auto rows = static_cast<std::size_t>(field.grid.rows);
    Totals made{std::vector<double>((columns + 1) * rows), std::vector<std::int32_t>((columns + 1) * rows)};
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t column = 0; column < columns; ++column) {
            const std::size_t cell = row * columns + column;
            const std::size_t i = row * (columns + 1) + column;
            const bool counts = ground[cell] != 0 && field.values[cell] != nodata;
            made.sum[i + 1] = made.sum[i] + (counts ? static_cast<double>(field.values[cell]) : 0);
            made.count[i + 1] = made.count[i] + (counts ? 1 : 0);
        }
    return made;
}

// Half the columns of a disc, by row from its top.
std::vector<std::int64_t> halves(const Grid& grid, double around_m) {
    std::vector<std::int64_t> made;
    const auto down = static_cast<std::int64_t>(std::floor(around_m / grid.cell_y));
    for (std::int64_t dy = -down; dy <= down; ++dy) {
        const double y = static_cast<double>(dy) * grid.cell_y;
        made.push_back(static_cast<std::int64_t>(
            std::floor(std::sqrt(std::max(0.0, around_m * around_m - y * y)) / grid.cell_x)));
    }
    return made;
}

// Calls use(row, first, last) for the rows of the disc around a cell, cut to the grid.
template <class Use>
void for_rows(const Grid& grid, std::span<const std::int64_t> half, std::int64_t column, std::int64_t row,
              const Use& use) {
    const auto down = static_cast<std::int64_t>(half.size() / 2);
    for (std::int64_t dy = -down; dy <= down; ++dy) {
        if (row + dy < 0 || row + dy >= grid.rows) continue;
        const std::int64_t reach = half[static_cast<std::size_t>(dy + down)];
        use(row + dy, std::max(std::int64_t{0}, column - reach), std::min(grid.columns - 1, column + reach));
    }
}

} // namespace

std::vector<Peak> peaks(const Field& field, std::span<const std::uint8_t> at,
                        std::span<const std::uint8_t> ground, const PeakSettings& settings) {
    const Grid& grid = field.grid;
    const Totals totals = totals_of(field, ground);
    const std::vector<std::int64_t> half = halves(grid, settings.around_m);
    struct Candidate {
        double mean;
        std::int64_t cell;
    };
    std::vector<Candidate> candidates;
    for (std::int64_t cell = 0; cell < grid.cell_count(); ++cell) {
        const auto i = static_cast<std::size_t>(cell);
        if (at[i] == 0 || field.values[i] == nodata) continue;
        double sum = 0;
        std::int64_t count = 0;
        for_rows(grid, half, cell % grid.columns, cell / grid.columns,
                 [&](std::int64_t row, std::int64_t first, std::int64_t last) {
                     const auto begin = static_cast<std::size_t>(row * (grid.columns + 1) + first);
                     const auto end = static_cast<std::size_t>(row * (grid.columns + 1) + last + 1);
                     sum += totals.sum[end] - totals.sum[begin];
                     count += totals.count[end] - totals.count[begin];
                 });
        if (count > 0) candidates.push_back({sum / static_cast<double>(count), cell});
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.mean > b.mean; });
    std::vector<Peak> found;
    for (const Candidate& candidate : candidates) {
        if (found.size() >= settings.most) break;
        Peak peak{candidate.cell % grid.columns, candidate.cell / grid.columns, candidate.mean, {}};
        const Point place = grid.center(peak.column, peak.row);
        if (std::any_of(found.begin(), found.end(), [&](const Peak& other) {
                return distance(grid.center(other.column, other.row), place) < settings.apart_m;
            }))
            continue;
        for_rows(grid, half, peak.column, peak.row,
                 [&](std::int64_t row, std::int64_t first, std::int64_t last) {
                     for (std::int64_t column = first; column <= last; ++column) {
                         const std::int64_t cell = row * grid.columns + column;
                         if (ground[static_cast<std::size_t>(cell)] != 0 && field.has_value(column, row))
                             peak.cells.push_back(static_cast<std::uint32_t>(cell));
                     }
                 });
        found.push_back(std::move(peak));
    }
    return found;
}

} // namespace prospect::risk
