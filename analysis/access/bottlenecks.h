// Places so narrow that one person can stop who wants to get past.
#pragma once

#include "analysis/access/gates.h"
#include "analysis/access/walk_cells.h"

namespace prospect::access {

struct Bottleneck {
    std::vector<Segment> across; // who gets past crosses one
    Point middle;
    double width_m = 0;
};

// Open gates up to width_m wide, and every passage between two things that stop people (or two parts of one)
// up to width_m wide: at the centres of walkable cells and half-way between them the nearest stop A and,
// among those seen at more than 100 degrees from it, the one with the shortest AB. The narrowest first; of
// those less than two cells apart in one passage only the narrowest. stops: what nobody steps across, closed
// gates included. The same whatever the threads. Cost: some microseconds a cell within width_m of a stop.
std::vector<Bottleneck> bottlenecks(const WalkCells& cells, std::span<const Segment> stops,
                                    const GatesAt& gates, double width_m, const engine::Workers& workers);

} // namespace prospect::access
