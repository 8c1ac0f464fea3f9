// Drafts from one reference system to another.
#pragma once

#include "geometry/io/import.h"

#include <optional>

namespace prospect::io {

// Brings features, grids, directions and the places in the report to `crs`; draft.crs is `crs` then. Points
// that cannot be moved become NaN. Grids are resampled bilinearly to square-on cells of about their own size,
// and a note says so. Throws Error(refused) when there is no way between the systems.
void reproject(SourceDraft& draft, const std::string& crs);

// Median of the middles of all finite features and grids, in the draft's own system; absent when there is
// none. A few strays far away do not move it.
std::optional<Point> middle_of(const SourceDraft& draft);
// True when some coordinate is beyond 180 or 90 and so no longitude and latitude.
bool lies_in_metres(const SourceDraft& draft);
// Metres of the system per metre on the ground, at a place in the system's own coordinates.
double length_scale(const std::string& crs, Point place);

} // namespace prospect::io
