#include "analysis/scene/storeys.h"

#include "analysis/scene/attribute_reader.h"

#include <algorithm>
#include <cmath>

namespace prospect::scene {

int storeys_of(const Feature& building) {
    const double height_m = AttributeReader().number(Role::building, building, "height_m");
    const auto fit = static_cast<int>((height_m + 0.5) / storey_m);
    const double given = AttributeReader::own_number(building, "levels").value_or(0);
    return std::max(1, given >= 1 ? std::min(fit, static_cast<int>(given)) : fit);
}

int storey_of(const Feature& opening) {
    if (const auto storey = AttributeReader::own_number(opening, "storey")) return static_cast<int>(*storey);
    const auto sill = AttributeReader::own_number(opening, "sill_m");
    return sill ? static_cast<int>(std::floor(*sill / storey_m)) : 0;
}

} // namespace prospect::scene
