// Where the eye of See from here begins.
#pragma once

#include "geometry/site/site.h"

#include <optional>

namespace prospect::app {

// At the cursor when that is on the plan; else in the middle of what is shown of the study area (of the plan,
// where nothing is shown of that), moved aside when a building is there. Never off the plan. `shown`: the
// part of the world the map shows. Cost: O(buildings) without a cursor.
Point start_of_eye(const Site& site, std::optional<Point> cursor, const Box& shown);

} // namespace prospect::app
