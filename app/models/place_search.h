// Places typed into the search.
#pragma once

#include "app/models/search.h"
#include "geometry/base/box.h"
#include "geometry/site/site.h"

namespace prospect::app {

// "TQ 302 805" as an item that goes to that square of the British grid, local coordinates; an item without
// act that says what is wrong when the text was meant as one and is none, or the plan lies nowhere; empty for
// other texts.
std::vector<SearchItem> places_of(const QString& typed, const Frame& frame,
                                  const std::function<void(const Box& square)>& go);

} // namespace prospect::app
