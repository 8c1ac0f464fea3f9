// Steps of sight from chosen cells, and which cells hang together at all.
#pragma once

#include "analysis/visibility_graph/cell_rows.h"

#include <optional>
#include <vector>

namespace prospect::visibility_graph {

// By cell, the fewest lines of sight from any of the sources; absent where none leads. Cost: one pass over
// the rows.
std::vector<std::optional<std::uint32_t>> step_depths(const CellRows& rows,
                                                      std::span<const std::uint32_t> sources);

// By cell, the number of the part of the graph it is in: 0, 1... in the order of their first cells.
std::vector<std::uint32_t> parts_of(const CellRows& rows);

} // namespace prospect::visibility_graph
