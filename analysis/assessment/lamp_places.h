// Where a lamp may be put up, and what one is called.
#pragma once

#include "analysis/assessment/facts.h"

#include <optional>
#include <string>

namespace prospect::assessment {

struct LampPlace {
    Point at;
    Point towards; // from there to what it is to light
};

// Beside a path near p, as near to its edge as there is room: within the study area, in no building at the
// lamp's height and in no water, on no carriageway, at no wall, fence or hedge and not behind one; of several
// places the nearest that is 5 m from trees (NS-17), if there is one within 6 m along the path.
std::optional<LampPlace> lamp_place_beside(const Facts& facts, const Feature& path, Point p, double height_m);
// Within an area near p, likewise.
std::optional<LampPlace> lamp_place_on(const Facts& facts, const Feature& area, Point p, double height_m);

// "Lamp 3", "the lamp in front of Block D", "the lamp at Back Path".
std::string lamp_words(const Facts& facts, const Feature& lamp);

} // namespace prospect::assessment
