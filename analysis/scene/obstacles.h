// What of a site stands in the way, and what had to be assumed about it.
#pragma once

#include "analysis/scene/scene.h"

namespace prospect::scene {

// Planting grows evenly from its height to that at maturity in so many years (project's starting value).
inline constexpr double planting_matures_years = 10;

struct Obstacles {
    std::vector<Obstacle> obstacles; // buildings, barriers, planting in layer order
    std::vector<Crown> crowns;
    std::vector<Note> notes;
};

// The site's features present at that time, heights and opacities resolved, openings cut (contract §2, §4).
// with_notes: false leaves out the openings that only notes are about, which is most of the cost.
Obstacles obstacles_of(const Site& site, const TimeContext& time, bool with_notes = true);

} // namespace prospect::scene
