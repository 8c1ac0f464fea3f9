// The ground in cells as somebody on foot finds it: where one can walk, and to which cells beside one can
// step.
#pragma once

#include "analysis/access/cell_segments.h"
#include "analysis/engine/workers.h"
#include "analysis/scene/footing.h"

namespace prospect::access {

// Cells are named by row * columns + column.
struct WalkCells {
    Grid grid;
    std::vector<std::uint8_t> walks; // 1: somebody walks at the centre
    // Bit k: from the centre one can step straight to that of neighbours[k]. If so, the other way, too.
    std::vector<std::uint8_t> steps;

    std::int64_t step_to(std::int64_t cell, std::size_t direction) const {
        return cell + neighbours[direction].row * grid.columns + neighbours[direction].column;
    }
    bool can_step(std::int64_t cell, std::size_t direction) const {
        return (steps[static_cast<std::size_t>(cell)] >> direction & 1) != 0;
    }
    // Of a step in that direction, metres.
    double length(std::size_t direction) const {
        return std::hypot(static_cast<double>(neighbours[direction].column) * grid.cell_x,
                          static_cast<double>(neighbours[direction].row) * grid.cell_y);
    }
    Point center(std::int64_t cell) const { return grid.center(cell % grid.columns, cell / grid.columns); }
    // The cell under p; -1 outside the grid.
    std::int64_t at(Point p) const;
};

// As Footing::walks and Footing::steps say for each centre and each step, and nobody steps across `closed`
// nor stands on it. The same bits whatever the threads. Cost: some 0.1 microseconds a cell, more where edges
// pass.
WalkCells walk_cells(const Grid& grid, const scene::Footing& footing, std::span<const Segment> closed,
                     const engine::Workers& workers);

// The walkable cell whose centre is nearest to p within that distance and from which one can step straight to
// p; of several as near the first from the north-west. -1 where there is none.
std::int64_t cell_beside(const WalkCells& cells, const scene::Footing& footing, Point p, double within_m);

} // namespace prospect::access
