// The walls of buildings that openings are in.
#pragma once

#include "analysis/scene/scene.h"
#include "geometry/index/spatial_index.h"

#include <optional>

namespace prospect::scene {

struct Facade {
    Uuid building;
    Point foot;    // nearest point of the wall
    Point outward; // unit normal
};

// Of the buildings that are there in the scene's phase. Immutable; the scene must outlive it.
class Facades {
public:
    explicit Facades(const Scene& scene);

    // The nearest wall within tolerance::opening_host_m of p; absent when there is none. Cost: a look-up by
    // index and the edges of the buildings found.
    std::optional<Facade> at(Point p) const;

private:
    std::vector<const Obstacle*> buildings_;
    SpatialIndex index_;
};

} // namespace prospect::scene
