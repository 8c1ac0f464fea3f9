// What of a site stands in the way, and what had to be assumed about it.
#pragma once

#include "analysis/scene/scene.h"

namespace prospect::scene {

struct Obstacles {
    std::vector<Obstacle> obstacles; // buildings, barriers, planting in layer order
    std::vector<Crown> crowns;
    std::vector<Note> notes;
};

// The site's features present at that time, heights and opacities resolved, openings cut (contract §2, §4).
Obstacles obstacles_of(const Site& site, const TimeContext& time);

} // namespace prospect::scene
