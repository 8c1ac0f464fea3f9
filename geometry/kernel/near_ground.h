// A view without the ground near the eye.
#pragma once

#include "geometry/kernel/visibility.h"

namespace prospect::kernel {

// A stretch of a view's boundary outside a circle about the eye. It begins and ends on the circle, or runs
// all round.
struct FarPiece {
    std::vector<Point>
        points; // relative to the eye, counter-clockwise; all round: the first one again at the end
    std::vector<EdgeKind> edges; // one fewer
    double angle = 0;            // that it takes up, radians
    bool all_round = false;
};

// In the order of the boundary; empty where all of it lies within the circle. inner_m: above 0.
std::vector<FarPiece> beyond(const View& view, double inner_m);

} // namespace prospect::kernel
