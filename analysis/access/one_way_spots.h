// Places with a single way out.
#pragma once

#include "analysis/access/ways_out.h"
#include "analysis/engine/context.h"

namespace prospect::access {

// Ground behind one narrow place, past which all ways to a refuge lead.
struct OneWaySpot {
    std::vector<std::int64_t> cells; // ascending
    std::int64_t at = 0;             // the one of them nearest to the middle of all
    std::size_t exit = 0;            // bottleneck
    double area_m2 = 0;
    double refuge_m = 0; // from `at`
};

// Cells with one way out among those with a mark, by their exit and what is joined by steps; those of
// least_m2 or more, the largest first, then from the north-west.
std::vector<OneWaySpot> one_way_spots(const WalkCells& cells, const WaysOut& out,
                                      std::span<const std::uint8_t> marked, double least_m2);

std::vector<std::string> one_way_out_columns();
// Geometry: the middle of the spot. concealed: null, or a run of sightlines.concealment: enclosure of a trap
// on the ground of the spot or beside it, and how well somebody can hide there at best.
engine::Table one_way_out_table(std::span<const OneWaySpot> spots, const WalkCells& cells,
                                std::span<const Bottleneck> bottlenecks, const engine::Run* concealed,
                                const Frame& frame);

} // namespace prospect::access
