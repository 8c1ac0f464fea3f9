// What crowns take of a lamp's light.
#pragma once

#include "analysis/lighting/luminaires.h"

#include <map>
#include <span>
#include <vector>

namespace prospect::lighting {

// A crown as it stands over its ground, above the datum.
struct StandingCrown {
    Uuid tree;
    Point3 centre;
    double radius_m = 0;
    double half_height_m = 0;
    double opacity = 0;
};

// Of the scene's season and year of growth.
std::vector<StandingCrown> standing_crowns(const scene::Scene& scene, const scene::Space& space);

// Shares of the light a lamp sends below the horizon, 0 to 1.
struct CrownLoss {
    double all = 0; // of all crowns together
    std::map<Uuid, double>
        by_tree; // of each as if it stood alone, of all its stems together; none that takes nothing
};

inline constexpr double crown_reach_m = 200; // crowns further from a lamp do not count

// The share whose straight way to the ground, level at the lamp's foot, crosses crowns, times their opacity;
// light that lands more than 200 m away counts up to there. Directions 2° apart. Cost: 1 ms
// for the light in 8100 directions, and for crowns by the directions they lie in: 0.2 ms for the 94 of the
// sample.
CrownLoss crown_loss(const Luminaire& lamp, std::span<const StandingCrown> crowns);

} // namespace prospect::lighting
