#include "analysis/sightlines/enclosure.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace prospect::sightlines {

namespace {

double angle_between(Point a, Point b) {
    return std::abs(std::atan2(cross(a, b), dot(a, b)));
}

} // namespace

Enclosure enclosure_of(const kernel::View& view, double least_m) {
    Enclosure found;
    const std::size_t count = view.boundary.size();
    const auto angle_of = [&](std::size_t edge) {
        return angle_between(view.boundary[edge] - view.eye, view.boundary[(edge + 1) % count] - view.eye);
    };
    double solid = 0;
    std::size_t first_wall = count;
    for (std::size_t i = 0; i < count; ++i) {
        if (view.edges[i] != kernel::EdgeKind::solid) continue;
        first_wall = std::min(first_wall, i);
        solid += angle_of(i);
    }
    found.share = solid / (2 * std::numbers::pi);
    if (first_wall == count) return found;
    for (std::size_t step = 1; step <= count;) {
        WayOut way{view.boundary[(first_wall + step) % count], {}, 0, 0};
        std::size_t end = step;
        for (; end <= count && view.edges[(first_wall + end) % count] != kernel::EdgeKind::solid; ++end)
            way.angle_rad += angle_of((first_wall + end) % count);
        if (end == step) {
            ++step;
            continue;
        }
        way.to = view.boundary[(first_wall + end) % count];
        way.width_m = distance(way.from, way.to);
        if (way.width_m > least_m) found.exits.push_back(way);
        step = end;
    }
    return found;
}

} // namespace prospect::sightlines
