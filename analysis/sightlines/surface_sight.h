// Sight over a grid of heights: which cells an eye sees, and how high the others would have to be.
#pragma once

#include "geometry/raster/field.h"

#include <memory>
#include <vector>

namespace prospect::sightlines {

// Where somebody looks from, in cells: (0, 0) is the centre of the north-western cell, y counts southwards.
struct GridEye {
    double x = 0;
    double y = 0;
    double height_m = 0; // above the datum
};

// Heights with the greatest of every 2 × 2, 4 × 4, … of them, along rows and along columns, so that a line of
// sight passes over whole blocks at once. Cells without a height hide nothing.
class HeightGrid {
public:
    // Throws Error(usage) for an empty grid.
    explicit HeightGrid(const Field& surface);
    ~HeightGrid();
    HeightGrid(const HeightGrid&) = delete;
    HeightGrid& operator=(const HeightGrid&) = delete;

    std::int64_t columns() const { return columns_; }
    std::int64_t rows() const { return rows_; }

    // Where the search found what hides most, kept from cell to cell: neighbours are mostly hidden by the
    // same.
    struct Hint {
        std::int64_t place = -1;
        bool along_rows = false;
    };

    // By how much something at the cell must rise above the surface there to be seen from the eye: 0 when the
    // surface itself is seen. The line from the eye to the cell's centre is held against the surface wherever
    // it crosses, of the two families of lines through cell centres, the one it crosses more often, the
    // height there being linear between the two nearest centres; the eye's own place and the cell itself do
    // not hide. Exact up to `stop_above`; a cell that needs more gives some greater value, sooner. drop_m: by
    // how much the earth curves away over the distance of the cell; it grows with the square of the distance.
    // The cell must have a height. Cost: some ten places of the grid; linear in the distance at worst.
    double needed_m(const GridEye& eye, std::int64_t column, std::int64_t row, double drop_m,
                    double stop_above, Hint& hint) const;

private:
    struct Pyramid;

    std::int64_t columns_ = 0;
    std::int64_t rows_ = 0;
    std::unique_ptr<const Pyramid> along_rows_;    // as the field
    std::unique_ptr<const Pyramid> along_columns_; // columns and rows exchanged
};

} // namespace prospect::sightlines
