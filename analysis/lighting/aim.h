// Which way a lamp shines as a whole, and how it is turned to shine another way.
#pragma once

#include "analysis/lighting/luminaires.h"

#include <optional>

namespace prospect::lighting {

// The horizontal way a lamp's light goes as a whole, of length 1; absent where less than a tenth of its flux
// leans to one side.
std::optional<Point> lean_of(const Luminaire& lamp);

// The azimuth_deg with which the lamp's light leans that way, in whole degrees. One that leans to no side is
// turned with its 0° plane there.
double azimuth_towards(const Luminaire& lamp, Point direction);

} // namespace prospect::lighting
