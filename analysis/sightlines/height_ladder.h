// How much of a tall target is seen.
#pragma once

#include "geometry/rays/ray_scene.h"

namespace prospect::sightlines {

// What of a target's height to look at.
struct TallTarget {
    Point place;
    double foot_m = 0; // above the datum
    double top_m = 0;
    bool top_seen = false;
};

struct SeenShare {
    double share = 0; // 0 to 1
    std::int64_t rays = 0;
};

// The share of the height from foot to top that is seen from the eye. Lines of sight go to `rungs` evenly
// spaced heights, foot included, and to the top, whose answer is given; where one of two neighbouring rungs
// is seen and the other is not, the height between them at which that changes is found by halving, to a
// thousandth of their distance. What is hidden or seen between two rungs that agree goes unnoticed.
SeenShare seen_share(const rays::RayScene& scene, Point3 eye, const TallTarget& target, int rungs);

} // namespace prospect::sightlines
