// Angular segment analysis: how near every segment is to all others, and how many routes lead through it.
#pragma once

#include "analysis/engine/workers.h"
#include "analysis/street_network/turn_graph.h"

#include <optional>
#include <vector>

namespace prospect::street_network {

// Of one segment within a radius. n: segments reached, itself counted.
struct SegmentMeasures {
    std::uint32_t node_count = 0; // n
    double total_depth = 0;       // sum of the turns to all reached segments, in right angles: TD
    double choice = 0;            // routes of other segments through it: CH

    // n^2 / TD, as depthmapX; absent where nothing is reached or everything lies straight ahead.
    std::optional<double> integration() const;
    // TD / (n - 1); absent where nothing is reached.
    std::optional<double> mean_depth() const;
    // Normalised angular integration n^1.2 / TD and choice log10(CH + 1) / log10(TD + 3): Hillier, Yang &
    // Turner (2012), "Normalising least angle choice in Depthmap", Journal of Space Syntax 3(2), 155-193.
    // NAIN is absent where integration is, NACH where nothing is reached.
    std::optional<double> nain() const;
    std::optional<double> nach() const;
};

// By segment. A route leads from the middle of a segment to the middle of another with the least sum of
// turns, of several such the shortest in whole millimetres; those that are still equal share the count.
// radius_m: only segments to whose middle the route is that long at most, counted from the middle of the
// first; a route never leads over segments that are farther; absent: all. Choice counts each pair in both
// directions, the ends of a route not (Brandes 2001, J. Mathematical Sociology 25(2), 163-177, with routes
// that are equal in turns and length); it is rounded to 2^-20 for each first segment, so that threads do not
// matter. Sums of turns are exact. Throws Error(refused) for networks in which a route turns by more than
// 4096 right angles or is longer than 1000 km. Cost: for each segment that is reached from each, some 100 ns.
std::vector<SegmentMeasures> segment_measures(const engine::Workers& workers, const TurnGraph& graph,
                                              std::optional<double> radius_m);

// Turns from one segment to every other, in right angles, by segment; absent where no route leads.
std::vector<std::optional<double>> depths_from(const TurnGraph& graph, std::uint32_t segment,
                                               std::optional<double> radius_m);

} // namespace prospect::street_network
