// How far people in a place have to shelter and to a way out.
#pragma once

#include "analysis/scene/scene.h"

#include <optional>
#include <string>
#include <vector>

namespace prospect::threat {

struct Reached {
    std::string name;
    double away_m = 0; // straight, from the edge of the place
};

// Refuges (targets of that kind) and doors of buildings that are open at the time of the scene: `control`
// open or staffed, or hours that hold and no lock; and paths of any kind. Made once, asked for many places.
// Cost of a question: linear in refuges, doors and paths.
class WaysOut {
public:
    explicit WaysOut(const scene::Scene& scene);

    // Absent: the plan has none.
    std::optional<Reached> shelter(const Geometry& place) const;
    std::optional<Reached> way_out(const Geometry& place) const;
    // Doors of which nobody can tell whether they are open.
    std::size_t doors_unknown() const { return doors_unknown_; }

private:
    std::vector<FeaturePtr> shelters_;
    std::vector<FeaturePtr> paths_;
    std::size_t doors_unknown_ = 0;
};

// The smallest distance between two shapes, 0 where they meet or one lies in the other.
double distance_between(const Geometry& a, const Geometry& b);

} // namespace prospect::threat
