#include "app/render/hosts.h"

#include <algorithm>
#include <cmath>

namespace prospect::render {

namespace {

Point foot_on(const Segment& segment, Point p) {
    const Point along = segment.b - segment.a;
    const double squared = dot(along, along);
    const double share = squared > 0 ? std::clamp(dot(p - segment.a, along) / squared, 0.0, 1.0) : 0;
    return segment.a + along * share;
}

// Right of a → b as an azimuth clockwise from north.
double azimuth_to_the_right(const Segment& segment) {
    const Point along = segment.b - segment.a;
    const double degrees = std::atan2(along.y, -along.x) * 180 / M_PI;
    return degrees < 0 ? degrees + 360 : degrees;
}

} // namespace

Hosts::Hosts(std::span<const LayerPtr> layers) {
    std::vector<Box> boxes;
    for (const Role role : {Role::building, Role::barrier})
        for (const LayerPtr& layer : layers) {
            if (layer->role != role) continue;
            for (const FeaturePtr& feature : layer->features) {
                const Geometry& geometry = feature->geometry;
                for (std::size_t r = 0; geometry.kind != GeometryKind::point && r < geometry.ring_count();
                     ++r) {
                    const std::span<const Point> ring = geometry.ring(r);
                    const bool closed = geometry.kind == GeometryKind::polygon;
                    for (std::size_t i = 0; i + (closed ? 0 : 1) < ring.size(); ++i) {
                        const Segment segment{ring[i], ring[(i + 1) % ring.size()]};
                        edges_.push_back({segment});
                        const Point ends[] = {segment.a, segment.b};
                        boxes.push_back(box_of(ends));
                    }
                }
            }
        }
    index_ = SpatialIndex(boxes);
}

std::optional<HostEdge> Hosts::nearest(Point p, double reach_m) const {
    const Edge* best = nullptr;
    double best_distance = reach_m;
    for (const std::uint32_t i : index_.query(Box{p.x, p.y, p.x, p.y}.grown(reach_m))) {
        const double away = distance(p, edges_[i].segment);
        if (away < best_distance || (best == nullptr && away <= reach_m)) {
            best = &edges_[i];
            best_distance = away;
        }
    }
    if (best == nullptr) return std::nullopt;
    return HostEdge{foot_on(best->segment, p), azimuth_to_the_right(best->segment)};
}

} // namespace prospect::render
