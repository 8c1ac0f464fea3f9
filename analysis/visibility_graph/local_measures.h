// What a cell's neighbours see of each other and of the rest: the local measures of a visibility graph.
#pragma once

#include "analysis/visibility_graph/cell_rows.h"

#include <vector>

namespace prospect::visibility_graph {

// k: neighbours of a cell, itself left out; N: the set of them (Turner et al. 2001, Environment and Planning
// B 28, 103-121; Turner 2001). By cell.
struct LocalMeasures {
    std::vector<std::uint32_t> connectivity; // k
    std::vector<std::uint64_t> links;        // pairs of neighbours that see each other: e(N)
    std::vector<std::uint32_t> around;       // cells in N or seen from N, the cell itself among them
    std::vector<double> control;             // sum of 1 / k over N

    // 2 e(N) / (k (k - 1)) and k / around; only for k >= 2.
    double clustering(std::uint32_t cell) const {
        const double k = connectivity[cell];
        return 2 * static_cast<double>(links[cell]) / (k * (k - 1));
    }
    double controllability(std::uint32_t cell) const {
        return static_cast<double>(connectivity[cell]) / around[cell];
    }
};

// The sum of all neighbours' rows is kept as a difference array and carried from cell to cell by what enters
// and leaves the row; one pass over it answers a cell. Cost: O(cells^2) additions, all threads; about 2 ns
// each.
LocalMeasures local_measures(const engine::Workers& workers, const CellRows& rows);

// Neighbours of every cell. Cost: one pass over the rows.
std::vector<std::uint32_t> connectivity(const CellRows& rows);

} // namespace prospect::visibility_graph
