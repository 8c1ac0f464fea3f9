// The visibility graph of a grid: which cells each cell sees, kept as runs of cell numbers.
#pragma once

#include "analysis/engine/workers.h"
#include "geometry/kernel/cell_lattice.h"

#include <span>
#include <vector>

namespace prospect::visibility_graph {

using kernel::CellRun;

// Symmetric; every cell is in its own row. Rows ascend, their runs do not touch.
struct CellRows {
    std::vector<CellRun> runs;
    std::vector<std::size_t> starts{0}; // one more than cells

    std::uint32_t cell_count() const { return static_cast<std::uint32_t>(starts.size() - 1); }
    std::span<const CellRun> row(std::uint32_t cell) const {
        return {runs.data() + starts[cell], starts[cell + 1] - starts[cell]};
    }
};

// Number of cells in a row.
inline std::uint32_t size_of(std::span<const CellRun> row) {
    std::uint32_t cells = 0;
    for (const CellRun& run : row)
        cells += run.last - run.first + 1;
    return cells;
}

// Rows of all cells of the lattice, on all threads. Memory: 8 bytes a run, about 200 runs a cell in a town.
// Throws Cancelled, and Error(refused) when the rows outgrow the machine's memory.
CellRows rows_of(const engine::Workers& workers, const kernel::CellLattice& lattice, kernel::Grazing grazing);

// From plain lists, for tests: seen[i] are the cells that i sees, in any order.
CellRows rows_of(const std::vector<std::vector<std::uint32_t>>& seen);

// All cells in an order in which neighbours on the ground stay near each other (Morton 1966). places: of the
// cells, row * columns + column.
std::vector<std::uint32_t> near_order(std::span<const std::int64_t> places, std::int64_t columns);

} // namespace prospect::visibility_graph
