// What a building is used for, as far as it tells who is behind its walls.
#pragma once

#include "geometry/site/feature.h"

namespace prospect::scene {

enum class BuildingUse : std::uint8_t {
    other,  // homes, or not said
    shop,   // somebody is there while it is open: shops, cafés, pubs
    office, // offices, schools, halls: people by day
    empty   // garages, stores, substations: nobody stays
};

// By its `use`, whatever the case; of several ("flats, shop") the first that is known.
BuildingUse use_of(const Feature& building);

} // namespace prospect::scene
