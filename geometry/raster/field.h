// A grid of float values over the ground: terrain, a visibility measure, illuminance.
#pragma once

#include "geometry/base/box.h"
#include "geometry/base/geometry.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace prospect {

// Where the cells lie. Row 0 is north. The first cell's outer corner is (xmin, ymax). Cells are columns of
// cell_x metres and rows of cell_y metres (equal for everything the program makes; a terrain file may
// differ).
struct Grid {
    double xmin = 0;
    double ymax = 0;
    double cell_x = 1;
    double cell_y = 1;
    std::int64_t columns = 0;
    std::int64_t rows = 0;
    bool operator==(const Grid&) const = default;

    std::int64_t cell_count() const { return columns * rows; }
    Point center(std::int64_t column, std::int64_t row) const {
        return {xmin + (static_cast<double>(column) + 0.5) * cell_x,
                ymax - (static_cast<double>(row) + 0.5) * cell_y};
    }
    Box box() const {
        return {xmin, ymax - static_cast<double>(rows) * cell_y, xmin + static_cast<double>(columns) * cell_x,
                ymax};
    }
};

// The grid of an explicit extent (contract §3): columns = ceil(width/cell - 1e-6), first corner at xmin,
// ymax. Throws Error(usage) for an empty extent or a cell that is not positive and finite.
Grid grid_of_extent(const Box& extent, double cell_m);
// The default grid: covers the box, cell centres on whole multiples of cell_m in CRS coordinates. `origin` is
// the frame's origin: box and result are local.
Grid grid_of_box(const Box& box, double cell_m, Point origin);

inline constexpr float nodata = -9999.0F;

// Values row by row from the north-west. A cell without value holds `nodata`.
struct Field {
    std::string name; // column and file name: "area"
    std::string unit; // "m2", "" when none
    Grid grid;
    std::vector<float> values;
    // Of a map of things, which is made to be looked at only, in place of cells: values[i] is that of
    // shapes[i], and the grid is empty.
    std::vector<Geometry> shapes = {};

    Field() = default;
    // All cells nodata.
    Field(std::string field_name, std::string field_unit, const Grid& where);

    float at(std::int64_t column, std::int64_t row) const {
        return values[static_cast<std::size_t>(row * grid.columns + column)];
    }
    bool has_value(std::int64_t column, std::int64_t row) const { return at(column, row) != nodata; }
    // The cell under p; absent outside the grid or where there is no value.
    std::optional<float> value_at(Point p) const;
    // Bilinear between the four nearest cell centres, the edge cells' values held outwards by half a cell. A
    // missing neighbour is left out and the rest re-weighted; absent when all are missing or p is outside the
    // grid.
    std::optional<double> interpolated_at(Point p) const;
    // The same where every neighbour that has a part in it has a value, else the value of the cell under p:
    // so that what a missing cell hides is not made up from beyond it. Within a millionth of a cell of a
    // centre exactly that cell's value. Absent outside the grid and where the cell under p has none.
    std::optional<double> sampled_at(Point p) const;
};

struct FieldStatistics {
    double min = 0;
    double max = 0;
    double mean = 0;
    std::int64_t value_cells = 0;
    std::int64_t nodata_cells = 0;
};
// min, max, mean are 0 when no cell has a value.
FieldStatistics statistics(const Field& field);

// Lines of equal value, one entry per polyline, each at one of `levels` (ascending). Marching squares on cell
// centres, cells without value end a line. Cost: one pass of the grid per level.
struct Contour {
    double level = 0;
    std::vector<Point> line;
};
std::vector<Contour> contours(const Field& field, std::span<const double> levels);

// About `count` round numbers (1, 2, 2.5 or 5 times a power of ten) strictly between min and max.
std::vector<double> round_levels(double min, double max, int count);

} // namespace prospect
