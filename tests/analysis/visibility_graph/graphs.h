// Graphs for the tests of the visibility graph, and plain searches to compare with.
#pragma once

#include "analysis/visibility_graph/cell_rows.h"
#include "tests/geometry/kernel/sample_plans.h"

#include <algorithm>
#include <deque>

namespace prospect::test {

using Neighbours = std::vector<std::vector<std::uint32_t>>;

// Symmetric; neighbours of i lie within `reach` numbers of it, each with that chance in a thousand.
inline Neighbours random_graph(std::uint32_t cells, std::uint32_t reach, int chance, std::uint32_t seed) {
    Neighbours graph(cells);
    Dice dice(seed);
    for (std::uint32_t a = 0; a < cells; ++a)
        for (std::uint32_t b = a + 1; b < std::min(cells, a + reach); ++b)
            if (dice.whole(0, 999) < chance) {
                graph[a].push_back(b);
                graph[b].push_back(a);
            }
    return graph;
}

// The neighbours of every cell, itself left out.
inline Neighbours neighbours_of(const visibility_graph::CellRows& rows) {
    Neighbours graph(rows.cell_count());
    for (std::uint32_t cell = 0; cell < graph.size(); ++cell)
        for (const kernel::CellRun& run : rows.row(cell))
            for (std::uint32_t other = run.first; other <= run.last; ++other)
                if (other != cell) graph[cell].push_back(other);
    return graph;
}

// How many cells are first reached at each depth.
inline std::vector<std::uint32_t> plain_search(const Neighbours& graph, std::uint32_t source) {
    std::vector<int> depth(graph.size(), -1);
    std::vector<std::uint32_t> counts;
    std::deque<std::uint32_t> open{source};
    depth[source] = 0;
    while (!open.empty()) {
        const std::uint32_t cell = open.front();
        open.pop_front();
        const auto at = static_cast<std::size_t>(depth[cell]);
        if (counts.size() <= at) counts.resize(at + 1, 0);
        ++counts[at];
        for (const std::uint32_t other : graph[cell])
            if (depth[other] < 0) {
                depth[other] = depth[cell] + 1;
                open.push_back(other);
            }
    }
    return counts;
}

// The visibility graph of the city of the kernel's tests.
inline visibility_graph::CellRows city_rows(double cell_m) {
    const kernel::VisibilityScene scene(city_plan());
    std::vector<double> xs;
    for (double x = cell_m / 2; x < 399.5; x += cell_m)
        xs.push_back(x);
    const std::vector<double> ys(xs.rbegin(), xs.rend());
    const kernel::CellLattice lattice(scene, xs, ys);
    return visibility_graph::rows_of(engine::Workers(), lattice, kernel::Grazing::blocks);
}

} // namespace prospect::test
