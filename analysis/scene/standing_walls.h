// What blocks sight in the horizontal plane at one height, outline by outline, and whose it is.
#pragma once

#include "analysis/scene/scene.h"

#include <vector>

namespace prospect::scene {

struct StandingWall {
    Uuid feature;
    Role role{};
    bool ring = false; // closed and solid inside, first point not repeated; else a line
    std::vector<Point> points;
};

// Obstacles and crown sections at that height with an opacity of at least blocking_opacity, in the order of
// the scene's lists.
std::vector<StandingWall> standing_walls(const Scene& scene, double height_m);

} // namespace prospect::scene
