// Places along the lines and outlines of things, with the direction there.
#pragma once

#include "geometry/base/geometry.h"

#include <vector>

namespace prospect::scene {

struct Station {
    Point at;
    Point direction; // unit, along the line
};

// Points at equal steps of at most step_m along all lines or rings, ends included.
std::vector<Station> stations(const Geometry& geometry, double step_m);
// The point of the lines or rings nearest to p, and the direction of the edge it is on.
Station nearest_station(const Geometry& geometry, Point p);

} // namespace prospect::scene
