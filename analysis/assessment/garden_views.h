// Private gardens as windows look into them (domain NS-18).
#pragma once

#include "analysis/assessment/watchers.h"

#include <span>
#include <vector>

namespace prospect::assessment {

// A garden is a zone of private ownership. It stands for itself by some as many spots, outside buildings.
inline constexpr double spots_of_a_garden = 30;

// Immutable. Refers to the facts and the lines.
class GardenViews {
public:
    // Gardens that windows within the box may look into, of the whole plan. privacy: the rule of
    // private.overlooked; its settings look_m (how far windows look into them), seen_height_m and rise_share.
    GardenViews(const Facts& facts, const ClearLines& lines, const Criterion& privacy, const Box& windows);

    // In the order of the plan those of which the windows together see rise_share of the spots or more, at
    // most look_m away. A window does not look into its own garden: of those that touch a building of homes
    // the nearest to the window, as long as it is on the ground floor (eyes less than 3 m up) or the
    // building's use or tag says that it is houses. On the upper storeys of flats, or of what nobody said it
    // is, and behind a shop the garden is somebody else's.
    std::vector<Uuid> seen_by(std::span<const Watcher> windows) const;

private:
    struct Garden {
        FeaturePtr zone;
        std::vector<Point3> spots; // heights above the ground
    };
    bool sees(const Watcher& window, const Point3& spot) const;
    // Null where it has none.
    const Garden* own_garden(const Watcher& window) const;

    const Facts& facts_;
    const ClearLines& lines_;
    double look_m_;
    double least_share_;
    std::vector<Garden> gardens_;
};

} // namespace prospect::assessment
