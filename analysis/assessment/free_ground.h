// Ground on which something that is moved may stand.
#pragma once

#include "analysis/assessment/facts.h"
#include "geometry/index/spatial_index.h"

#include <span>
#include <vector>

namespace prospect::assessment {

// Looked at with the whole outline of what is moved, and everything within it. Refers to the facts.
class FreeGround {
public:
    // stay: what is moved; it is not in its own way.
    FreeGround(const Facts& facts, const Feature& stay);

    // Within the study area; beside a path, of roads 2 m off the carriageway, and on none; on no building,
    // planting, water and nobody's other place; across no wall, fence or hedge; on public ground where it
    // was, else in the same zone.
    bool takes(const Geometry& there) const;

private:
    struct Way {
        FeaturePtr path;
        double half_m = 0;
        double off_m = 0; // from its edge
    };

    bool owned_alike(Point p) const;
    bool beside_a_way(const Geometry& there, std::span<const Point> outline) const;
    bool clear_of_things(const Geometry& there, std::span<const Point> outline) const;

    const Facts& facts_;
    const Feature* zone_ = nullptr; // it stands in
    bool public_ = false;
    std::vector<Way> ways_;
    std::vector<FeaturePtr> taken_; // planting, water, other places
    std::vector<FeaturePtr> barriers_;
};

} // namespace prospect::assessment
