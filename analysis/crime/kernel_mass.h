// How much of a kernel around each cell lies on the ground that was looked at.
#pragma once

#include "analysis/engine/workers.h"
#include "geometry/raster/field.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace prospect::crime {

// The quartic kernel at distance d of its centre, 1/m2: 3/(pi h^2) (1 - d^2/h^2)^2 within h, else 0; its
// integral over the plane is 1.
double quartic(double d_m, double bandwidth_m);

// For each cell of the grid, row by row: of the quartic kernel around its centre the share on ground, by the
// centres of cells of that size as far as the bandwidth reaches, whatever the extent of the grid; 1 where all
// of it is. ground: whether a place is; safe from several threads. Exact to rounding for that sum: along a
// row the kernel is a polynomial, whose sums come from running totals of powers. Cost: cells times rows in
// the kernel, whatever the columns.
std::vector<double> kernel_mass(const Grid& grid, double bandwidth_m,
                                const std::function<bool(Point)>& ground, const engine::Workers& workers);

} // namespace prospect::crime
