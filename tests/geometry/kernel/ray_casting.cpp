#include "tests/geometry/kernel/ray_casting.h"

#include <algorithm>
#include <cmath>

namespace prospect::test {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double distance_to(Point eye, Point direction, Point a, Point b) {
    const double ca = cross(direction, a - eye);
    const double cb = cross(direction, b - eye);
    if ((ca > 0) == (cb > 0)) return infinity;
    const Point hit = a + (b - a) * (ca / (ca - cb));
    const double along = dot(hit - eye, direction);
    return along > 1e-9 ? along : infinity;
}

} // namespace

double first_hit(const kernel::Obstacles& obstacles, Point eye, double angle) {
    const Point direction{std::cos(angle), std::sin(angle)};
    double nearest = infinity;
    const auto add = [&](Point a, Point b) {
        nearest = std::min(nearest, distance_to(eye, direction, a, b));
    };
    for (const std::vector<Point>& ring : obstacles.rings)
        for (std::size_t i = 0; i < ring.size(); ++i)
            add(ring[i], ring[(i + 1) % ring.size()]);
    for (const std::vector<Point>& line : obstacles.lines)
        for (std::size_t i = 0; i + 1 < line.size(); ++i)
            add(line[i], line[i + 1]);
    const Box& box = obstacles.bounds;
    const Point corners[] = {
        {box.xmin, box.ymin}, {box.xmax, box.ymin}, {box.xmax, box.ymax}, {box.xmin, box.ymax}};
    for (int i = 0; i < 4; ++i)
        add(corners[i], corners[(i + 1) % 4]);
    return nearest;
}

double radial_length(const kernel::View& view, double angle) {
    const Point direction{std::cos(angle), std::sin(angle)};
    double nearest = infinity;
    for (std::size_t i = 0; i < view.boundary.size(); ++i)
        nearest = std::min(nearest, distance_to(view.eye, direction, view.boundary[i],
                                                view.boundary[(i + 1) % view.boundary.size()]));
    return nearest == infinity ? 0 : nearest;
}

} // namespace prospect::test
