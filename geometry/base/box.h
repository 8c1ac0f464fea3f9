// Axis-parallel box. An empty box has min > max; growing it by a point makes it that point.
#pragma once

#include "geometry/base/point.h"

#include <span>

namespace prospect {

struct Box {
    double xmin = std::numeric_limits<double>::infinity();
    double ymin = std::numeric_limits<double>::infinity();
    double xmax = -std::numeric_limits<double>::infinity();
    double ymax = -std::numeric_limits<double>::infinity();
    bool operator==(const Box&) const = default;

    bool empty() const { return xmin > xmax || ymin > ymax; }
    double width() const { return empty() ? 0 : xmax - xmin; }
    double height() const { return empty() ? 0 : ymax - ymin; }
    Point center() const { return {(xmin + xmax) / 2, (ymin + ymax) / 2}; }
    bool contains(Point p) const { return p.x >= xmin && p.x <= xmax && p.y >= ymin && p.y <= ymax; }
    bool intersects(const Box& other) const {
        return xmin <= other.xmax && xmax >= other.xmin && ymin <= other.ymax && ymax >= other.ymin;
    }
    void add(Point p);
    void add(const Box& other);
    // The box enlarged by `margin` metres on every side; an empty box stays empty.
    Box grown(double margin) const;
};

Box box_of(std::span<const Point> points);

} // namespace prospect
