// What a camera's picture shows of a person, as it stands on the screen.
#pragma once

#include "analysis/sightlines/lens.h"

#include <QString>

namespace prospect::app {

// "31 px/m".
QString pixels_text(double pixels_per_m);
// "EN 62676-4:2025".
QString edition_text(sightlines::Edition edition);
// "outline"; below the least level "less than overview".
QString level_name(sightlines::Edition edition, double pixels_per_m);
// The level with what it shows: "outline: that a person is there".
QString level_words(sightlines::Edition edition, double pixels_per_m);

} // namespace prospect::app
