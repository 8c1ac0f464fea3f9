// Why a window, a door or a place in use counts as much as it does at a spot, to be followed by hand.
#pragma once

#include "app/panels/counted_block.h"
#include "app/window/watch_words.h"

#include <optional>

namespace prospect::app {

// Of the guardian's feature; absent where it is none of those within reach that look this way. Shares as
// whole per cent: their product is what the row says it counts, but for rounding.
std::optional<Counted> why_it_counts(const SpotAnswer& answer, const Uuid& guardian);

} // namespace prospect::app
