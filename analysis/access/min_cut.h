// The cheapest set of edges whose removal parts two nodes of a network.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace prospect::access {

struct FlowEdge {
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    double cost = 1;      // infinite: cannot be closed
    bool one_way = false; // from a to b only
};

struct MinCut {
    double cost = 0;
    std::vector<std::uint32_t> edges; // that are cut, ascending
};

// Absent where they cannot be parted: some way between them has only edges that cannot be closed. Of several
// cheapest cuts the one nearest to the sink. Costs are taken to a thousandth. By maximum flow (Ford and
// Fulkerson 1956: its value is that of the least cut; Edmonds and Karp 1972). Cost: a search of the
// network for each edge that is cut, at least.
std::optional<MinCut> min_cut(std::uint32_t nodes, std::span<const FlowEdge> edges, std::uint32_t source,
                              std::uint32_t sink);

} // namespace prospect::access
