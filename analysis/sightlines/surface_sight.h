// Sight over a grid of heights: which cells an eye sees, and how high the others would have to be.
#pragma once

#include "geometry/raster/field.h"

#include <array>
#include <memory>
#include <vector>

namespace prospect::sightlines {

// Where somebody looks from, in cells: (0, 0) is the centre of the north-western cell, y counts southwards.
struct GridEye {
    double x = 0;
    double y = 0;
    double height_m = 0; // above the datum
};

// Which lines through cell centres a line of sight is held against, those along columns of the grid or those
// along rows: of the two the ones it crosses more often.
enum class Crosses : std::uint8_t { columns, rows };

// Up to `most` cells side by side, looked at together: down a column from the first one when the lines of
// sight cross columns, along a row when they cross rows.
struct CellFan {
    static constexpr std::int64_t most = 8;

    Crosses crosses = Crosses::columns;
    std::int64_t column = 0;
    std::int64_t row = 0;
    std::uint32_t asked = 1;               // bit k: the k-th cell is asked about
    std::array<double, most> drop_m{};     // by how much the earth curves away over the distance of the cell
    std::array<double, most> stop_above{}; // greater heights need not be exact
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

    // The family of lines that decides about a cell; for the eye's own cell any.
    static Crosses crosses(const GridEye& eye, std::int64_t column, std::int64_t row);

    // Where the search found what hides most, kept from fan to fan: neighbours are mostly hidden by the same.
    struct Hint {
        std::int64_t place = -1;
        Crosses crosses = Crosses::columns;
    };

    // By how much something at each cell must rise above the surface there to be seen from the eye: 0 when
    // the surface itself is seen. The line from the eye to the cell's centre is held against the surface
    // wherever it crosses a line of the family, the height there being linear between the two nearest
    // centres; the eye's own place and the cell itself do not hide. Exact up to the cell's `stop_above`; a
    // cell that needs more gives some greater value, sooner. Each cell asked about must have a height, lie in
    // the grid and be decided by the family of the fan. The others give 0. The answers do not depend on what
    // else is asked in the same fan. Cost: some ten places of the grid for all cells together; linear in the
    // distance at worst.
    std::array<double, CellFan::most> needed_m(const GridEye& eye, const CellFan& fan, Hint& hint) const;

    // The same for one cell.
    double needed_m(const GridEye& eye, std::int64_t column, std::int64_t row, double drop_m,
                    double stop_above, Hint& hint) const;

private:
    struct Pyramid;

    std::int64_t columns_ = 0;
    std::int64_t rows_ = 0;
    std::unique_ptr<const Pyramid> by_columns_; // a step is a column, its places are rows
    std::unique_ptr<const Pyramid> by_rows_;    // the other way round
};

} // namespace prospect::sightlines
