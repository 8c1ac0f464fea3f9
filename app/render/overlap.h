// Whether drawn things meet an area: for picking and for what counts as context. Rounded arithmetic: a touch
// within rounding may fall on either side, which only changes how something looks.
#pragma once

#include "geometry/base/geometry.h"

namespace prospect::render {

// Whether a point of `thing` lies in the polygon `area`, an edge of it crosses the area's, or it (a polygon)
// holds the area. Cost: points of one times points of the other.
bool meets(const Geometry& thing, const Geometry& area);

} // namespace prospect::render
