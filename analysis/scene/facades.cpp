#include "analysis/scene/facades.h"

#include "analysis/scene/attribute_reader.h"
#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"

#include <cmath>
#include <limits>
#include <numbers>

namespace prospect::scene {

namespace {

struct Foot {
    Point at;
    Point along; // unit
    double away_m = std::numeric_limits<double>::infinity();
    std::size_t ring = 0;
    double along_m = 0;
};

Foot foot_on(const Geometry& outline, Point p) {
    Foot best;
    double from_m = 0;
    for_each_edge(outline, [&](VertexPlace place, const Segment& edge) {
        if (place.index == 0) from_m = 0;
        const Point at = nearest_on(edge, p);
        const double size = distance(edge.a, edge.b);
        if (const double away = distance(at, p); size > 0 && away < best.away_m)
            best = {at, (edge.b - edge.a) * (1 / size), away, place.ring, from_m + distance(edge.a, at)};
        from_m += size;
    });
    return best;
}

} // namespace

Facades::Facades(const std::vector<Obstacle>& obstacles) {
    std::vector<Box> boxes;
    for (const Obstacle& obstacle : obstacles) {
        if (obstacle.role != Role::building) continue;
        buildings_.push_back(&obstacle);
        boxes.push_back(obstacle.geometry.box());
    }
    index_ = SpatialIndex(boxes);
}

std::optional<Facade> Facades::at(Point p) const {
    std::optional<Facade> found;
    double least = std::nextafter(tolerance::opening_host_m, std::numeric_limits<double>::infinity());
    for (const std::uint32_t i : index_.query(Box{p.x, p.y, p.x, p.y}.grown(tolerance::opening_host_m))) {
        const Obstacle& building = *buildings_[i];
        const Foot foot = foot_on(building.geometry, p);
        if (foot.away_m >= least) continue;
        least = foot.away_m;
        // Of the two normals the one that leads out, a hand's breadth from the wall.
        constexpr double hand_m = 0.1;
        Point outward{foot.along.y, -foot.along.x};
        if (contains(building.geometry, foot.at + outward * hand_m)) outward = outward * -1;
        found = Facade{building.feature, foot.at, outward, foot.ring, foot.along_m};
    }
    return found;
}

Outward outward_of(const Feature& opening, const std::optional<Facade>& facade) {
    const auto azimuth = AttributeReader::own_number(opening, "azimuth_deg");
    if (!azimuth) return {facade ? std::optional(facade->outward) : std::nullopt};
    const double angle = *azimuth * std::numbers::pi / 180;
    const Point own{std::sin(angle), std::cos(angle)};
    // At a corner either wall may be the nearest: only what clearly leads in is an error.
    constexpr double inward_cosine = -0.1;
    if (!facade || dot(own, facade->outward) >= inward_cosine) return {own};
    return {facade->outward, true};
}

} // namespace prospect::scene
