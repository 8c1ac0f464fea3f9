// How closed in a place is: walls around it and the ways out between them.
#pragma once

#include "geometry/kernel/visibility.h"

#include <vector>

namespace prospect::sightlines {

// A run of the view's boundary that is no wall, from one jamb to the next.
struct WayOut {
    Point from; // counter-clockwise
    Point to;
    double width_m = 0;   // straight from jamb to jamb
    double angle_rad = 0; // as seen from the eye
    Point middle() const { return (from + to) * 0.5; }
};

struct Enclosure {
    double share = 0;          // of all directions that end at a wall
    std::vector<WayOut> exits; // none where there is no wall at all: it is open all round
};

// exits: those wider than least_m. Cost: linear in the corners of the view.
Enclosure enclosure_of(const kernel::View& view, double least_m);

} // namespace prospect::sightlines
