// How many lines of sight cross a cell.
#pragma once

#include "analysis/visibility_graph/cell_rows.h"

#include <vector>

namespace prospect::visibility_graph {

// For each cell the number of ordered pairs of other cells that see each other along a line that has a point
// in it. A cell is its square without its north and east edges, so that a line along an edge or through a
// corner counts for one cell (Turner 2007, the "through vision" of depthmapX, by exact lines instead of
// pixels). places: of the cells, row * columns + column, row 0 in the north. Cost: the cells that all lines
// cross, about a nanosecond each, on all threads.
std::vector<std::uint64_t> through_vision(const engine::Workers& workers, const CellRows& rows,
                                          std::span<const std::int64_t> places, std::int64_t columns,
                                          std::int64_t grid_rows);

// The squares that a line from the centre of (0, 0) to that of (columns, rows) crosses between the two, as
// steps east and north; columns >= 0.
struct CellStep {
    std::int32_t east = 0;
    std::int32_t north = 0;
    bool operator==(const CellStep&) const = default;
};
std::vector<CellStep> crossed_between(std::int32_t east, std::int32_t north);

} // namespace prospect::visibility_graph
