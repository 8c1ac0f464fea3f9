// Storeys of buildings, and which of them an opening is on.
#pragma once

#include "geometry/site/feature.h"

namespace prospect::scene {

inline constexpr double storey_m = 3; // from floor to floor, as the defaults of sills have it

// How many storeys windows may be on: those there are (`levels`), and no more than fit under the roof; at
// least one.
int storeys_of(const Feature& building);
// From its `storey`, else its sill; 0 is the ground floor.
int storey_of(const Feature& opening);

} // namespace prospect::scene
