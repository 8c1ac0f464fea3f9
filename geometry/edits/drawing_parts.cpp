#include "geometry/edits/drawing_parts.h"

#include "geometry/base/edges.h"

#include <algorithm>

namespace prospect::drawing {

namespace {

constexpr std::size_t most_tested_vertices = 2000;

// The nearest place on the edges of a shape.
Point nearest_edge_place(const Geometry& geometry, Point p) {
    Point best = p;
    double least = std::numeric_limits<double>::infinity();
    for_each_edge(geometry, [&](VertexPlace, const Segment& edge) {
        const Point foot = nearest_on(edge, p);
        if (const double away = distance(foot, p); away < least) {
            least = away;
            best = foot;
        }
    });
    return best;
}

} // namespace

bool crosses(const Geometry& geometry) {
    for (std::size_t r = 0; r < geometry.ring_count(); ++r)
        if (const auto ring = geometry.ring(r); ring.size() <= most_tested_vertices && crosses_itself(ring))
            return true;
    return false;
}

HostEdges::HostEdges(const Site& site) {
    std::vector<Box> boxes;
    for (const Role role : {Role::building, Role::barrier, Role::zone})
        for (const auto& [layer, feature] : site.features(role))
            if (!feature->geometry.empty()) {
                hosts_.push_back(feature);
                boxes.push_back(feature->geometry.box());
            }
    index_ = SpatialIndex(boxes);
}

std::optional<Point> HostEdges::nearest(Point p, double within_m) const {
    std::optional<Point> best;
    for (const std::uint32_t i : index_.query(Box{p.x, p.y, p.x, p.y}.grown(within_m))) {
        const Point foot = hosts_[i]->geometry.kind == GeometryKind::point
                               ? label_point(hosts_[i]->geometry)
                               : nearest_edge_place(hosts_[i]->geometry, p);
        if (const double away = distance(foot, p); away <= within_m) {
            within_m = away;
            best = foot;
        }
    }
    return best;
}

} // namespace prospect::drawing
