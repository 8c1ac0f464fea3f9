// The cells of a grid within the cones of sight of one of them.
#pragma once

#include "geometry/kernel/cell_lattice.h"
#include "geometry/kernel/start_fan.h"

namespace prospect::kernel {

// The centres of a grid in the kernel's millimetres, and what is known of each place (row * columns +
// column).
struct Lattice {
    const VisibilityMesh* mesh = nullptr;
    std::int64_t columns = 0;
    std::int64_t rows = 0;
    std::vector<std::int64_t> xs; // ascending
    std::vector<std::int64_t> ys; // descending
    std::vector<double> x_values; // the same, exactly
    std::vector<double> y_values;
    double columns_per_mm = 1;
    double rows_per_mm = 1;
    // How far a rounded centre may lie from its even place, in cells, with what rounding of doubles adds.
    double unevenness = 0;
    std::int64_t spacing = 0;            // whole millimetres between columns and between rows; 0 when uneven
    std::vector<std::int32_t> triangles; // that hold the centres
    std::vector<char> open;
    std::vector<std::uint32_t> before; // columns + 1 for each row: cells before that centre
    std::vector<std::int64_t> places;  // of the cells

    Millimetres centre(std::int64_t place) const {
        return {xs[static_cast<std::size_t>(place % columns)], ys[static_cast<std::size_t>(place / columns)]};
    }
};

// Reusable memory of one writer.
struct RowBuffer {
    std::vector<CellRun> runs;            // as found
    std::vector<std::uint32_t> rows;      // of the runs
    std::vector<std::uint32_t> last_runs; // by row: the run found last, where current
    std::vector<std::uint32_t> stamps;    // by row: of which cell that run is
    std::vector<std::uint32_t> starts;    // of each row's runs, while they are put in order
    std::vector<CellRun> ordered;
    std::vector<std::int32_t> limits; // vertices in whose direction sight may graze
    std::uint32_t stamp = 0;
};

// Takes the pieces of border an eye sees (as BoundaryWriter) and collects the cells strictly inside the cones
// before them; then those exactly in the direction of a vertex, one by one.
class RowWriter {
public:
    // place: of an open centre. All arguments must outlive the writer.
    RowWriter(const Lattice& lattice, std::int64_t place, RowBuffer& memory);

    void piece(const Border& border, const Limit& right, const Limit& left);
    void arc(const Limit&, const Limit&) {}

    // Adds the cells on the limits of the cones and the eye's own, and appends all in order.
    void finish(Grazing grazing, std::vector<CellRun>& runs);

private:
    // A bound on x that changes evenly with y: at + slope * y, relative to the eye.
    struct Slope {
        double at = 0;
        double slope = 0;
        double x(double y) const { return at + slope * y; }
    };
    struct Wedge;
    // The column left of an x, as a number from -1 on, and how much of the way to the next one x is further.
    struct Nearby {
        std::int64_t left = 0;
        double share = 0;
        std::int64_t nearest() const { return share < 0.5 ? left : left + 1; }
    };

    void note_limit(std::int32_t vertex) {
        if (memory_.limits.empty() || memory_.limits.back() != vertex) memory_.limits.push_back(vertex);
    }
    Nearby columns_near(double x) const;
    bool exactly_inside(const Wedge& wedge, std::int64_t row, const Nearby& near) const;
    std::int64_t first_inside(const Wedge& wedge, std::int64_t row, double x) const;
    std::int64_t last_inside(const Wedge& wedge, std::int64_t row, double x) const;
    void add(std::int64_t row, std::int64_t first_column, std::int64_t last_column);
    void add_limit(std::int32_t vertex, Grazing grazing);
    void deliver(std::vector<CellRun>& runs);

    const Lattice& lattice_;
    RowBuffer& memory_;
    std::int64_t place_;
    Millimetres eye_;
    double eye_x_;
    double eye_y_;
};

} // namespace prospect::kernel
