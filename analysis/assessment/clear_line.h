// Whether a straight line between two points above flat ground meets anything that blocks sight.
#pragma once

#include "analysis/scene/scene.h"
#include "geometry/index/spatial_index.h"

#include <vector>

namespace prospect::assessment {

// Obstacles as prisms from base to top, crowns as ellipsoids; what has an opacity of at least
// scene::blocking_opacity blocks (contract §4). Looks over low things and under raised ones, which the
// horizontal plane of scene::walls_at cannot. Immutable; the scene must outlive it.
class ClearLines {
public:
    explicit ClearLines(const scene::Scene& scene);

    bool clear(const Point3& a, const Point3& b) const;
    // Features in the way, in the order of the scene, crowns last.
    std::vector<Uuid> blockers(const Point3& a, const Point3& b) const;

private:
    template <class Found>
    void find(const Point3& a, const Point3& b, Found&& found) const;

    const scene::Scene& scene_;
    SpatialIndex obstacles_;
    SpatialIndex crowns_;
};

} // namespace prospect::assessment
