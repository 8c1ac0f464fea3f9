// What of a plan is water.
#pragma once

#include "geometry/site/site.h"

#include <string_view>

namespace prospect {

// A word for water as maps and plans have it: "river", "pond", "canal".
bool is_water_word(std::string_view word);
// Areas only: a zone whose use is a word for water; of what is only drawn, what the map it comes from tags so
// (natural, landuse, waterway, water), else what is called so itself or lies on a layer called so ("River").
bool is_water(const Layer& layer, const Feature& feature);

} // namespace prospect
