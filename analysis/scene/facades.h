// The walls of buildings that openings are in.
#pragma once

#include "analysis/scene/scene.h"
#include "geometry/index/spatial_index.h"

#include <optional>

namespace prospect::scene {

struct Facade {
    Uuid building;
    Point foot;           // nearest point of the wall
    Point outward;        // unit normal
    std::size_t ring = 0; // of the building
    double along_m = 0;   // of the foot, along that ring
};

// Of the buildings that are there in the scene's phase. Immutable; the obstacles must outlive it.
class Facades {
public:
    explicit Facades(const std::vector<Obstacle>& obstacles);

    // The nearest wall within tolerance::opening_host_m of p, of several as near the first in the order of
    // the scene and of its outline; absent when there is none. Cost: a look-up by index and the edges of the
    // buildings found.
    std::optional<Facade> at(Point p) const;

private:
    std::vector<const Obstacle*> buildings_;
    SpatialIndex index_;
};

// Which way an opening faces: as its azimuth_deg says, else out of its wall; absent where neither is known.
// An azimuth that clearly leads into the building is not believed.
struct Outward {
    std::optional<Point> direction; // unit
    bool said_inward = false;
};
Outward outward_of(const Feature& opening, const std::optional<Facade>& facade);

} // namespace prospect::scene
