// How much of a field lies around a cell.
#pragma once

#include "geometry/raster/field.h"

#include <utility>
#include <vector>

namespace prospect::risk {

// Sums of a field, times the size of a cell, over the cells whose centres are within reach of a cell's. The
// field reaches `margin` columns and rows further than the grid whose columns and rows are asked about, and
// must outlive it.
class GroundAround {
public:
    GroundAround(const Field& field, double reach_m, std::int64_t margin);

    double sum(std::int64_t column, std::int64_t row) const;
    bool known(std::int64_t column, std::int64_t row) const { // the cell itself
        return field_.has_value(column + margin_, row + margin_);
    }
    bool any_known(std::int64_t column, std::int64_t row) const; // some cell within reach

private:
    const Field& field_;
    std::int64_t margin_;
    std::vector<std::pair<std::int64_t, std::int64_t>> disc_;
};

// The cells the field must reach further for that.
std::int64_t margin_of(double reach_m, double cell_m);

} // namespace prospect::risk
