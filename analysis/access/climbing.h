// Things on a plan that help to get over a boundary or up to a window.
#pragma once

#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/scene.h"

#include <span>
#include <vector>

namespace prospect::access {

struct ClimbingReach {
    double near_m = 1.0; // of the outer side of the boundary
    double low_m = 0.5;  // lower or higher than that nothing helps
    double high_m = 2.0;
    double step_m = 0.3; // less far below the top it is no help
};

// Something one can stand on, and how high it is.
struct ClimbingAid {
    Role role{};
    FeaturePtr feature;
    double top_m = 0;
    bool usual_top = false; // of bins and seats, whose height is not in a plan

    // Whether one gets from it over that height at a point.
    bool helps(double over_m, Point at, const ClimbingReach& reach) const;
    // Whether one gets from it over that height of a boundary: it lies within reach of the boundary's line
    // where the nearest of the points beside it is, on the side of that point. outside: beside the line, off
    // it.
    bool helps_over(const Geometry& boundary, double over_m, std::span<const Point> outside,
                    const ClimbingReach& reach) const;
};

// Walls, fences, railings, retaining walls, bollards, buildings, bins and seats of such a height, in the
// order of the roles and layers. Defaults used for heights are counted in `reader`.
std::vector<ClimbingAid> climbing_aids_of(const scene::Scene& scene, const ClimbingReach& reach,
                                          scene::AttributeReader& reader);

} // namespace prospect::access
