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

// Whether somebody lives behind a window: all are windows of homes but those whose building or `room` says
// that it is something else (a shop, an office, a stair, a store). building: whose wall it is in; null where
// it is in none.
bool is_of_a_home(const Feature& window, const Feature* building);

} // namespace prospect::scene
