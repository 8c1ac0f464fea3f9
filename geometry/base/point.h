// Plane and space values. Metres, x east, y north, z up; local coordinates of a site's frame unless said otherwise.
#pragma once

#include <cmath>
#include <limits>

namespace prospect {

struct Point {
    double x = 0;
    double y = 0;
    bool operator==(const Point&) const = default;
};

struct Point3 {
    double x = 0;
    double y = 0;
    double z = 0;
    bool operator==(const Point3&) const = default;
};

struct Segment {
    Point a;
    Point b;
    bool operator==(const Segment&) const = default;
};

inline Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
inline Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
inline Point operator*(Point a, double f) { return {a.x * f, a.y * f}; }
inline double dot(Point a, Point b) { return a.x * b.x + a.y * b.y; }
// z of the cross product: > 0 when b lies counter-clockwise of a. Rounded: not a predicate.
inline double cross(Point a, Point b) { return a.x * b.y - a.y * b.x; }
inline double length(Point a) { return std::hypot(a.x, a.y); }
inline double distance(Point a, Point b) { return length(b - a); }
inline bool is_finite(Point a) { return std::isfinite(a.x) && std::isfinite(a.y); }

// Distance from p to the closed segment, metres.
double distance(Point p, const Segment& segment);

} // namespace prospect
