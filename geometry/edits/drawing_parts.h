// What the check of a drawing and its repair share.
#pragma once

#include "geometry/index/spatial_index.h"
#include "geometry/site/site.h"

#include <optional>
#include <vector>

namespace prospect::drawing {

// Ends of an outline that are joined, and openings that are moved, over at most this much.
inline constexpr double join_m = 0.5;
inline constexpr double snap_m = 3;

// Whether a ring of fewer than 2000 points crosses or touches itself; longer ones are not tested.
bool crosses(const Geometry& geometry);

// Buildings, barriers and zones that an opening may belong to.
class HostEdges {
public:
    explicit HostEdges(const Site& site);

    // The nearest place of them; absent when no edge is within the distance.
    std::optional<Point> nearest(Point p, double within_m) const;

private:
    std::vector<FeaturePtr> hosts_;
    SpatialIndex index_;
};

} // namespace prospect::drawing
