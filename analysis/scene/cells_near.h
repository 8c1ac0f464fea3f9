// The cells of a grid near shapes, whatever the extent of the grid.
#pragma once

#include "geometry/base/geometry.h"
#include "geometry/raster/field.h"

#include <cstdint>
#include <vector>

namespace prospect::scene {

// Cells of one row: columns first to last, both included.
struct CellRun {
    std::int64_t row = 0;
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::int64_t count() const { return last - first + 1; }
};
// The cells of the grid that may have their centre within reach_m of a shape, none twice, row by row from the
// north-west: some more, none less. Cost of lines: by their length, whatever the extent of the grid.
std::vector<CellRun> cells_near(const Grid& grid, const std::vector<const Geometry*>& shapes, double reach_m);
std::int64_t count_of(const std::vector<CellRun>& runs);

} // namespace prospect::scene
