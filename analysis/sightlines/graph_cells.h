// The cells of a visibility graph: which centres of a grid count, and what must be said about them.
#pragma once

#include "analysis/engine/context.h"
#include "analysis/engine/schema.h"
#include "geometry/kernel/cell_lattice.h"

#include <memory>

namespace prospect::sightlines {

struct GraphCells {
    Grid grid;
    std::shared_ptr<const kernel::VisibilityScene> walls;
    std::unique_ptr<kernel::CellLattice> lattice;
    std::vector<std::int64_t> places; // of the cells: row * columns + column
    std::vector<Point> centres;       // of the cells, local
    std::vector<scene::Note> notes;
    std::int64_t in_buildings = 0;
    std::int64_t in_other_solids = 0; // or on a wall
    std::int64_t not_reached = 0;     // open, but not reached from the start

    std::size_t count() const { return places.size(); }
};

// Every centre in the open; with a start, those that an 8-neighbour flood reaches from the cells under the
// start points, a neighbour joining when the segment between both centres shares no point with any wall. What
// only a gap narrower than a cell keeps away is named, with a grid that passes it. Throws Error(refused) for
// a start point that is no cell, and when no two cells are left.
GraphCells graph_cells(const engine::Context& context, const Grid& grid, double cell_m, double eye_height_m,
                       const engine::PointList& start);

// The cell a point lies in. Throws Error(refused) naming `what` where there is none.
std::uint32_t cell_under(const GraphCells& cells, const Frame& frame, Point3 full, const std::string& what);

} // namespace prospect::sightlines
