// Which segments one can go on to, and how far one turns: a network as whole numbers, for the search.
#pragma once

#include "analysis/street_network/network.h"

#include <cstdint>
#include <vector>

namespace prospect::street_network {

// How turns become whole numbers.
struct TurnScale {
    int quantise =
        0; // 0: 2^20 steps for 90 degrees; 4 to 1024: as many bins for 360 degrees as depthmapX has
    bool operator==(const TurnScale&) const = default;
};

// A segment is walked in one of two directions: state 2 s goes from segments[s].from to .to, state 2 s + 1
// comes back. A state is entered at one end of the segment and left at the other, so nobody turns round on
// the spot.
struct TurnGraph {
    struct Way {
        std::uint32_t state = 0;     // of another segment at the end where this one is left
        std::uint32_t turn = 0;      // in steps
        std::uint32_t length_mm = 0; // of that segment
    };
    std::vector<std::uint32_t> starts; // of ways, by state, one more than states
    std::vector<Way> ways;
    std::vector<std::uint32_t> length_mm; // by segment, at least 1
    double steps_per_right_angle = 0;

    std::uint32_t segment_count() const { return static_cast<std::uint32_t>(length_mm.size()); }
    // Other segments that meet the segment at either end.
    std::uint32_t connectivity(std::uint32_t segment) const {
        return starts[2 * segment + 2] - starts[2 * segment];
    }
};

// A turn is the angle between the directions of two segments where they meet, 0 to 180 degrees. Exact:
// rounded to 2^-20 of a right angle (0.00009 degrees). That is finer than coordinates are: an end of a
// segment of 10 m that is rounded to a millimetre turns it by 0.006 degrees, so of routes through a lattice
// that are equal as planned one may be the best as drawn. Quantised with b bins (Turner 2001, "Angular
// analysis", tulip bins): floor(turn / 90 * (b / 2 + 1) / 2) bins, where b / 4 bins are a right angle (for b
// = 1024: a turn of t degrees is floor(t / 90 * 256.5) / 256). Cost: segments times their neighbours.
TurnGraph turn_graph(const Network& network, TurnScale scale);

} // namespace prospect::street_network
