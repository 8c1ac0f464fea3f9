// The order in which the cells of a map are lit.
#pragma once

#include "geometry/raster/field.h"

#include <vector>

namespace prospect::lighting {

// A map in tiles of cells that are lit together: small enough that few crowns lie between them and a lamp in
// vain, large enough that the lines from it fill a packet.
std::int64_t tile_count(const Grid& grid);
// The cells of one, by their place in the field: patch by patch, so that lines beside each other in a packet
// end near each other. All tiles together are all cells, each once.
std::vector<std::size_t> cells_of_tile(const Grid& grid, std::int64_t tile);

} // namespace prospect::lighting
