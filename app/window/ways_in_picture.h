// Who can get where, as it lies over the map.
#pragma once

#include "app/models/access_words.h"
#include "app/panels/access_painting.h"
#include "app/panels/ways_in_panel.h"

#include <optional>

namespace prospect::app {

// Adds doors, gates and gaps by who passes them, and the ends of barriers that are drawn short.
void add_controls(AccessPicture& picture, const AccessPlan& plan);
// Adds which colours of the ground are there.
void add_walk(AccessPicture& picture, const AccessPlan& plan);
// Adds what is told of a spot; `pointed` stands out.
void add_ways(AccessPicture& picture, const AccessPlan& plan, const WaysIn& ways, const WaysInWords& words,
              const std::optional<WaysInPanel::Pointed>& pointed);

} // namespace prospect::app
