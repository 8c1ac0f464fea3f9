// Rows and columns in a cloud of points.
#pragma once

#include "geometry/raster/field.h"

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace prospect::io {

// The grid whose cells have all points at their centre, and the cell of each point.
struct RegularGrid {
    Grid grid;
    std::vector<std::size_t> cells; // by point: row * columns + column
};
// Why there is none, after the name of what holds the points: "its points are scattered".
struct NoGrid {
    std::string why;
    std::optional<std::size_t> point; // the one that is furthest off, where it is one
};

// The step between columns is the usual distance between two of them, fitted to all, so that coordinates that
// were rounded make a grid too; likewise between rows. No grid: a point more than 0.02 of a step off, all on
// one line, most without another beside them, or more than 100 cells for each point and a million besides.
// Points closer than a millimetre are in one column or row. Cost: a few sorts of the points.
std::variant<RegularGrid, NoGrid> regular_grid(std::span<const Point> points);

} // namespace prospect::io
