#include "analysis/lighting/lit_cells.h"

#include <algorithm>

namespace prospect::lighting {

namespace {

constexpr std::int64_t side = 32;
constexpr std::int64_t patch = 4;

std::int64_t tiles_across(const Grid& grid) {
    return (grid.columns + side - 1) / side;
}

} // namespace

std::int64_t tile_count(const Grid& grid) {
    return tiles_across(grid) * ((grid.rows + side - 1) / side);
}

std::vector<std::size_t> cells_of_tile(const Grid& grid, std::int64_t tile) {
    const std::int64_t across = tiles_across(grid);
    const std::int64_t first_column = tile % across * side;
    const std::int64_t first_row = tile / across * side;
    const std::int64_t end_column = std::min(first_column + side, grid.columns);
    const std::int64_t end_row = std::min(first_row + side, grid.rows);
    std::vector<std::size_t> cells;
    cells.reserve(static_cast<std::size_t>((end_column - first_column) * (end_row - first_row)));
    for (std::int64_t row = first_row; row < end_row; row += patch)
        for (std::int64_t column = first_column; column < end_column; column += patch)
            for (std::int64_t r = row; r < std::min(row + patch, end_row); ++r)
                for (std::int64_t c = column; c < std::min(column + patch, end_column); ++c)
                    cells.push_back(static_cast<std::size_t>(r * grid.columns + c));
    return cells;
}

} // namespace prospect::lighting
