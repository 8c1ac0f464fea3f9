// The rows of a visibility graph as places in a table of unions.
#pragma once

#include "analysis/visibility_graph/cell_rows.h"

#include <span>
#include <vector>

namespace prospect::visibility_graph {

// The table holds, at level * cells + c, something united over the cells c .. c + 2^level - 1. A run of cells
// is the union of two such places, which may overlap, or of more where it is longer than twice the widest.
// Memory: 4 bytes a place, about 1.7 places a run; exactly that, in blocks.
class LoadLists {
public:
    // levels: of the table, at least 1. The rows are not kept. Cost: one pass over them.
    LoadLists(const CellRows& rows, std::uint32_t levels);

    // The places whose union is the row, the widest first.
    std::span<const std::uint32_t> row(std::uint32_t cell) const {
        const std::uint32_t begin = cell % CellRows::block == 0 ? 0 : ends_[cell - 1];
        return std::span(blocks_[cell / CellRows::block]).subspan(begin, ends_[cell] - begin);
    }

private:
    std::vector<std::vector<std::uint32_t>> blocks_; // of the cells of a block
    std::vector<std::uint32_t> ends_;                // of each row in its block
};

} // namespace prospect::visibility_graph
