// Who sees a spot, as it lies over the map.
#pragma once

#include "analysis/sightlines/recognition_rings.h"
#include "app/panels/watch_painting.h"
#include "app/window/watch_words.h"

#include <optional>

namespace prospect::app {

// `pointed`: the thing that stands out, with its name.
WatchPicture picture_of(const SpotAnswer& answer, std::optional<Uuid> pointed);
std::vector<WatchPicture::Ring> rings_of(const std::vector<const sightlines::RecognitionRing*>& rings);

} // namespace prospect::app
