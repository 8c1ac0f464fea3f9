#include "geometry/base/box.h"

#include <algorithm>

namespace prospect {

void Box::add(Point p) {
    xmin = std::min(xmin, p.x);
    ymin = std::min(ymin, p.y);
    xmax = std::max(xmax, p.x);
    ymax = std::max(ymax, p.y);
}

void Box::add(const Box& other) {
    if (other.empty())
        return;
    add(Point{other.xmin, other.ymin});
    add(Point{other.xmax, other.ymax});
}

Box Box::grown(double margin) const {
    if (empty())
        return *this;
    return {xmin - margin, ymin - margin, xmax + margin, ymax + margin};
}

Box box_of(std::span<const Point> points) {
    Box box;
    for (const Point p : points)
        box.add(p);
    return box;
}

double distance(Point p, const Segment& segment) {
    const Point d = segment.b - segment.a;
    const double squared = dot(d, d);
    if (squared == 0)
        return distance(p, segment.a);
    const double t = std::clamp(dot(p - segment.a, d) / squared, 0.0, 1.0);
    return distance(p, segment.a + d * t);
}

} // namespace prospect
