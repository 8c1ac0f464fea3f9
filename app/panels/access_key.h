// What the colours and marks of who can get where mean.
#pragma once

#include "app/panels/access_painting.h"
#include "app/panels/map_key.h"

namespace prospect::app {

// Of what is in the picture; empty where there is nothing to explain.
std::vector<MapKeyRow> access_key(const AccessPicture& access, const render::Theme& theme);

} // namespace prospect::app
