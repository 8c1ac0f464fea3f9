// Where light is worked out to compare it with a class: calculation fields after EN 13201-3:2015, made to fit
// plans, on which paths bend and lamps stand at uneven distances.
#pragma once

#include "geometry/base/geometry.h"

#include <span>
#include <vector>

namespace prospect::lighting {

struct CalculationPoint {
    Point place;
    Point along;          // the way the path runs there, of length 1; nothing on areas
    double ground_m2 = 0; // that the point stands for
};

struct RowLamp {
    Point at;
    double height_m = 0; // above the ground
};

struct PathField {
    std::vector<CalculationPoint> points;
    std::size_t lamps = 0; // that stand along it; two less than 1 m apart along it count as one
};

// Of a path of that width, line by line. Lamps along it are those no further from its edge than 1.5 times
// their height; each stands where the path is nearest. Two neighbours S apart delimit a field: 10 points
// along it for S up to 30 m, else the fewest no more than 3 m apart, D = S/N, the first D/2 from the lamp.
// Before the first and after the last lamp, and on a path without lamps, the fewest no more than 3 m apart.
// Across: the fewest rows, at least 3, no more than 1.5 m apart, the first half of that from the edge; 100
// rows at most. The standard averages one field; fields of a path are averaged by the ground their points
// stand for. Empty for what is no line.
PathField path_field(const Geometry& path, double width_m, std::span<const RowLamp> lamps);

// Of an area: a grid of squares as nearly as whole numbers of them fit its box, p = 0.2 · 5^(log10 d) wide
// (EN 12464; d: the longer side of the box, the shorter where it is less than half of that), from 0.5 to 2 m,
// wider where an area would have more than 40 000 points. Their middles within the area; at least one point.
// Empty for what is no polygon.
std::vector<CalculationPoint> area_field(const Geometry& area);

} // namespace prospect::lighting
