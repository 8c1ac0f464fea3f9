#include "analysis/scene/facades.h"

#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"

#include <limits>

namespace prospect::scene {

namespace {

struct Foot {
    Point at;
    Point along; // unit
    double away_m = std::numeric_limits<double>::infinity();
};

Foot foot_on(const Geometry& outline, Point p) {
    Foot best;
    for_each_edge(outline, [&](VertexPlace, const Segment& edge) {
        const Point at = nearest_on(edge, p);
        const double size = distance(edge.a, edge.b);
        if (const double away = distance(at, p); size > 0 && away < best.away_m)
            best = {at, (edge.b - edge.a) * (1 / size), away};
    });
    return best;
}

} // namespace

Facades::Facades(const Scene& scene) {
    std::vector<Box> boxes;
    for (const Obstacle& obstacle : scene.obstacles()) {
        if (obstacle.role != Role::building) continue;
        buildings_.push_back(&obstacle);
        boxes.push_back(obstacle.geometry.box());
    }
    index_ = SpatialIndex(boxes);
}

std::optional<Facade> Facades::at(Point p) const {
    std::optional<Facade> found;
    double least = tolerance::opening_host_m;
    for (const std::uint32_t i : index_.query(Box{p.x, p.y, p.x, p.y}.grown(tolerance::opening_host_m))) {
        const Obstacle& building = *buildings_[i];
        const Foot foot = foot_on(building.geometry, p);
        if (foot.away_m > least) continue;
        least = foot.away_m;
        // Of the two normals the one that leads out, a hand's breadth from the wall.
        constexpr double hand_m = 0.1;
        Point outward{foot.along.y, -foot.along.x};
        if (contains(building.geometry, foot.at + outward * hand_m)) outward = outward * -1;
        found = Facade{building.feature, foot.at, outward};
    }
    return found;
}

} // namespace prospect::scene
