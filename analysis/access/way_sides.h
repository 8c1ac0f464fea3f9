// What stands to the left and right of a way.
#pragma once

#include "analysis/scene/scene.h"
#include "geometry/index/spatial_index.h"

#include <optional>
#include <vector>

namespace prospect::access {

// Walls of buildings and barriers nobody passes, gates shut. What begins 2 m and more above the ground does
// not count, nor do posts and kerbs. Immutable; the scene must outlive it.
class WaySides {
public:
    explicit WaySides(const scene::Scene& scene);

    struct Wall {
        FeaturePtr thing;
        Role role{};
        Point at;
        double away_m = 0;
    };
    // The first on the way from p in that direction (unit), at most reach_m away.
    std::optional<Wall> towards(Point p, Point direction, double reach_m) const;

    struct Both {
        Wall left;
        Wall right;
    };
    // On both sides of somebody who walks in that direction, each at most reach_m away.
    std::optional<Both> beside(Point p, Point direction, double reach_m) const;
    // The same where both are buildings.
    bool between_buildings(Point p, Point direction, double reach_m) const;

private:
    struct Edge {
        std::size_t thing = 0;
        Segment along;
    };
    std::vector<std::pair<Role, FeaturePtr>> things_;
    std::vector<Edge> edges_;
    SpatialIndex index_;
};

} // namespace prospect::access
