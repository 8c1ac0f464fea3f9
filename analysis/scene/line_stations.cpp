#include "analysis/scene/line_stations.h"

#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace prospect::scene {

namespace {

Point unit(Point v) {
    const double size = length(v);
    return size > 0 ? v * (1 / size) : Point{1, 0};
}

} // namespace

std::vector<Station> stations(const Geometry& geometry, double step_m) {
    std::vector<Station> found;
    for_each_edge(geometry, [&](VertexPlace, const Segment& edge) {
        const Point direction = unit(edge.b - edge.a);
        const double size = distance(edge.a, edge.b);
        const auto steps = static_cast<int>(std::max(1.0, std::ceil(size / step_m - tolerance::grid_slack)));
        for (int i = 0; i <= steps; ++i)
            found.push_back({edge.a + direction * (size * i / steps), direction});
    });
    return found;
}

Station nearest_station(const Geometry& geometry, Point p) {
    Station best;
    double least = std::numeric_limits<double>::infinity();
    for_each_edge(geometry, [&](VertexPlace, const Segment& edge) {
        const Point foot = nearest_on(edge, p);
        if (const double away = distance(foot, p); away < least) {
            least = away;
            best = {foot, unit(edge.b - edge.a)};
        }
    });
    return best;
}

} // namespace prospect::scene
