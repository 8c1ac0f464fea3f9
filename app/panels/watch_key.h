// What the lines and rings of who sees a spot mean.
#pragma once

#include "app/panels/map_key.h"
#include "app/panels/watch_painting.h"

namespace prospect::app {

// Of what is in the picture; empty where there is nothing to explain.
std::vector<MapKeyRow> watch_key(const WatchPicture& watch, const render::Theme& theme);

} // namespace prospect::app
