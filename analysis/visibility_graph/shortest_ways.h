// The shortest and the straightest ways between cells, exactly: taut strings around the corners of the walls.
#pragma once

#include "analysis/visibility_graph/cell_rows.h"
#include "geometry/kernel/corner_sight.h"

#include <array>
#include <optional>
#include <vector>

namespace prospect::visibility_graph {

enum class WayLength : std::uint8_t {
    metres, // length
    turns,  // sum of all turns on the way, in units of 90 degrees; the first direction is free
};

// Ways lead over open ground, not only from centre to centre, and may touch walls and corners. What is not
// reached has none. Corner graph and tangents as Lozano-Pérez & Wesley (1979), CACM 22(10), 560-570; search
// by Dijkstra (1959).
class ShortestWays {
public:
    // rows must be those of the lattice; all must outlive this. Cost: about the triangles that all cells and
    // corners see. Memory: about 16 bytes for each corner that a cell sees.
    ShortestWays(const engine::Workers& workers, const kernel::VisibilityScene& scene,
                 const kernel::CellLattice& lattice, const CellRows& rows, std::span<const Point> centres);

    // A way that has come to a corner.
    struct Arrival {
        double cost = 0;
        double direction = 0; // radians
        kernel::Bends bends;
    };
    // Reusable memory of one thread.
    struct Workspace {
        std::vector<double> costs;                          // by state
        std::vector<std::pair<double, std::uint32_t>> open; // a heap
        std::vector<double> cells;
        std::vector<std::vector<Arrival>> arrivals; // by corner
        std::vector<std::uint32_t> arrived;         // corners with arrivals
        std::vector<std::pair<double, double>> ins; // angle and cost
    };
    // From a cell to every other, by cell; infinity where none leads, 0 to itself. Valid until the next call
    // with the same workspace. Cost: the corners' tangents times a logarithm, and the corners that all cells
    // see.
    const std::vector<double>& from(std::uint32_t cell, WayLength length, Workspace& workspace) const;

private:
    struct Tangent { // from one corner to another
        std::uint32_t to = 0;
        double metres = 0;
        double direction = 0; // radians
        kernel::Bends here;
        kernel::Bends there;
    };
    struct CellEnd { // a cell's corner, or a corner's cell
        std::uint32_t other = 0;
        double metres = 0;
        double direction = 0; // from the cell to the corner
        kernel::Bends there;  // at the corner, coming from the cell
    };

    // Where the ways out of a corner to cells lead that bend there to one side: angles from the corner's
    // `zero`, ascending. All directions that bend to one side at a corner lie within half a turn.
    struct Out {
        double angle = 0;
        std::uint32_t cell = 0;
    };
    struct Fan {
        std::vector<std::size_t> starts; // by corner
        std::vector<double> zeros;       // radians, by corner
        std::vector<Out> outs;
    };
    static constexpr int left_side = 0;
    static constexpr int right_side = 1;

    void add_fans();
    void lead_on(std::uint32_t corner, int side, Workspace& workspace) const;
    void spread_metres(std::uint32_t cell, Workspace& workspace) const;
    void spread_turns(std::uint32_t cell, Workspace& workspace) const;

    const CellRows& rows_;
    std::span<const Point> centres_;
    std::vector<Tangent> tangents_;
    std::vector<std::size_t> tangent_starts_; // by corner
    std::vector<CellEnd> corners_of_cells_;
    std::vector<std::size_t> cell_starts_;
    std::vector<CellEnd> cells_of_corners_;
    std::vector<std::size_t> corner_starts_;
    std::array<Fan, 2> fans_; // by side
};

} // namespace prospect::visibility_graph
