// The facade, wall or fence an opening sits in: it says which way the opening lies and looks.
#pragma once

#include "geometry/index/spatial_index.h"
#include "geometry/site/layer.h"

#include <optional>
#include <vector>

namespace prospect::render {

struct HostEdge {
    Point foot;                     // nearest point on the edge
    double outward_azimuth_deg = 0; // square to the edge, away from the building's inside; 0 to 360
};

class Hosts {
public:
    // Edges of all buildings and barriers (lines and polygons) of the layers.
    explicit Hosts(std::span<const LayerPtr> layers);
    // The nearest edge within `reach_m` of p; a building's before a barrier's at equal distance.
    std::optional<HostEdge> nearest(Point p, double reach_m) const;

private:
    struct Edge {
        Segment segment; // of a polygon: its inside on the left
    };
    std::vector<Edge> edges_;
    SpatialIndex index_;
};

} // namespace prospect::render
