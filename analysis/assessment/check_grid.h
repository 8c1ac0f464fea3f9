// The cells of a check's grids, so bounded that a plan of any extent is checked in little memory and time.
#pragma once

#include "analysis/scene/notes.h"
#include "geometry/raster/field.h"

#include <cstdint>
#include <functional>
#include <string>

namespace prospect::assessment {

// Of any one grid of a check: two kilometres square in cells of 2 m.
inline constexpr std::int64_t most_check_cells = 1'000'000;

// cell_m, doubled until a grid over the box has about most_check_cells at most.
double bounded_cell_m(const Box& box, double cell_m);
// "20.0 by 14.5 km"
std::string span_text(const Box& box);
// Says that `what` ("the map of weak ground") is made of cells of cell_m instead of wanted_m, and what helps
// to get a finer one.
scene::Note coarse_note(const std::string& code, const std::string& what, double cell_m, double wanted_m,
                        const std::string& because,
                        const std::string& help = "draw the site boundary (red line) closer");

// Of the cells that are marked (by their place in the grid) the centre of the one with most marked cells
// among the 11 by 11 around it, the first of several; absent where none is. A cheap stand-in for the middle
// of the largest patch. Cost: 121 looks a marked cell.
std::optional<Point> thickest_of(const Grid& grid, const std::function<bool(std::size_t)>& marked);

} // namespace prospect::assessment
