// Places spread over an area that stand for the whole of it.
#pragma once

#include "geometry/base/geometry.h"

#include <vector>

namespace prospect::scene {

// Some `wanted` centres of cells within the polygon, at least a metre apart and on whole multiples of the
// cell in full coordinates (origin: of the local ones); at least one. The label point of what is no polygon.
std::vector<Point> spots_of(const Geometry& geometry, double wanted, Point origin);

} // namespace prospect::scene
