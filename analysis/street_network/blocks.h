// The blocks between ways: what one cannot cross but has to go round.
#pragma once

#include "analysis/street_network/network.h"

namespace prospect::street_network {

struct Block {
    std::vector<Point> outline; // counter-clockwise, as the ways run
    double area_m2 = 0;
    double perimeter_m = 0; // without ways that end inside
};

// The faces of the network within which no other way leads through, the outside left out. A network lying
// apart inside a block does not count against it, nor does a ring that hangs inside it or touches its outline
// from within. Only for networks joined where they cross. Cost: n log n.
std::vector<Block> blocks(const Network& network);

} // namespace prospect::street_network
