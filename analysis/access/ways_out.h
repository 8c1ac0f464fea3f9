// How many different ways lead to a refuge: how many narrow places must be blocked to cut somebody off.
#pragma once

#include "analysis/access/bottlenecks.h"

namespace prospect::access {

inline constexpr std::uint8_t most_ways = 3; // "three or more"

struct WaysOut {
    // By cell: the least number of bottlenecks that, blocked together, leave no refuge within reach; 0 where
    // none is anyway, most_ways where two are not enough.
    std::vector<std::uint8_t> ways;
    std::vector<float> refuge_m; // to the nearest refuge on foot; infinity: none within reach
    // By cell with one way out: the bottleneck on it nearest to the cell; else -1.
    std::vector<std::int32_t> exit;
    std::size_t tried = 0; // bottlenecks blocked alone
    std::size_t pairs = 0; // and two at a time
};

// Menger's theorem with lengths: the ways that share no bottleneck, each within_m long at most, counted from
// the side of the cut, so that no longer detour counts as a way. Exact for these bottlenecks: a cut must hit
// the shortest way, so only bottlenecks on it are blocked, and then those on the shortest way that is left;
// of a row of them without a branch between only both ends are (the others cut the same). Distances along the
// eight directions. Refuges that are no walkable cell count as none. The same whatever the threads. Cost: a
// Dijkstra search of the ground within within_m, and one for each bottleneck, and each pair of them, over the
// ground that loses its shortest way.
WaysOut ways_out(const WalkCells& cells, std::span<const Bottleneck> bottlenecks,
                 std::span<const std::int64_t> refuges, double within_m, const engine::Workers& workers);

} // namespace prospect::access
