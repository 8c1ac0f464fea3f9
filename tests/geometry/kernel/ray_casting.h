// The plainest way to see: try every wall for every ray. An independent check.
#pragma once

#include "geometry/kernel/visibility.h"

namespace prospect::test {

// Distance from the eye to the first wall or to the bounds. angle: radians counter-clockwise from east.
double first_hit(const kernel::Obstacles& obstacles, Point eye, double angle);
// The same read off a view: to the nearest edge of its boundary, 0 where no edge is met.
double radial_length(const kernel::View& view, double angle);

} // namespace prospect::test
