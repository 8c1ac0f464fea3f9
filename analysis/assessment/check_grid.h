// The cells of a check's grids, so bounded that a plan of any extent is checked in little memory and time.
#pragma once

#include "analysis/scene/notes.h"
#include "geometry/base/geometry.h"

#include <cstdint>
#include <string>

namespace prospect::assessment {

// Of any one grid of a check: two kilometres square in cells of 2 m.
inline constexpr std::int64_t most_check_cells = 1'000'000;

// cell_m, doubled until a grid over the box has about most_check_cells at most.
double bounded_cell_m(const Box& box, double cell_m);
// "20.0 by 14.5 km"
std::string span_text(const Box& box);
// Says that `what` ("the map of weak ground") is made of cells of cell_m instead of wanted_m, and what helps.
scene::Note coarse_note(const std::string& code, const std::string& what, double cell_m, double wanted_m,
                        const std::string& because);

} // namespace prospect::assessment
