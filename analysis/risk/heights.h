// The plan with the heights of walls, fences, hedges and planting a little off.
#pragma once

#include "geometry/site/site.h"

#include <cstdint>

namespace prospect::risk {

inline constexpr std::int64_t most_height_runs = 16;

// State number `turn` (from 0) of a plan whose heights may be off by up to spread_m: the first has all of
// them lower by that, the second all higher, the others each by an even chance of its own, from the seed and
// the turn alone. None gets lower than 0.1 m; kerbs and bollards stay. A default that was assumed is shifted
// too. Buildings stay.
SitePtr with_other_heights(const Site& site, double spread_m, std::int64_t turn, std::uint64_t seed);

// How many features that changes.
std::int64_t count_of_heights(const Site& site);

} // namespace prospect::risk
