#include "analysis/scene/standing_spot.h"

#include <algorithm>

namespace prospect::scene {

std::optional<Point3> standing_spot(const Scene& scene, const Space& space, Point p, double height_m) {
    const auto ground = space.ground().height_at(p);
    if (!ground || scene.in_building(p, height_m)) return std::nullopt;
    const double above = std::max(height_m, space.rays().clearance_m({p.x, p.y, *ground}));
    return Point3{p.x, p.y, *ground + above};
}

} // namespace prospect::scene
