// Plane maps that keep straight lines straight: how a picture or a page lies on the plan.
#pragma once

#include "geometry/base/point.h"

namespace prospect {

// x' = xx·x + xy·y + x0, y' = yx·x + yy·y + y0.
struct Affine {
    double xx = 1;
    double xy = 0;
    double x0 = 0;
    double yx = 0;
    double yy = 1;
    double y0 = 0;
    bool operator==(const Affine&) const = default;

    Point operator()(Point p) const { return {xx * p.x + xy * p.y + x0, yx * p.x + yy * p.y + y0}; }
    // Area of the image of a unit square; negative when the map mirrors, 0 when it has no inverse.
    double determinant() const { return xx * yy - xy * yx; }
    // Length of the image of a unit length: exact for similarities, the geometric mean otherwise.
    double scale() const { return std::sqrt(std::abs(determinant())); }
    // Where the x axis points, counter-clockwise.
    double rotation_deg() const;
    // Numbers are finite and the determinant is not 0.
    bool usable() const;
    // Undefined unless usable().
    Affine inverse() const;
};

// First `first`, then `second`.
Affine then(const Affine& first, const Affine& second);
Affine scaling(double x_factor, double y_factor);
// The map with everything moved by d afterwards.
Affine moved(Affine map, Point d);

} // namespace prospect
