// The product's views against exact ones, point by point.
#pragma once

#include "geometry/kernel/visibility.h"
#include "tests/geometry/kernel/visibility_reference.h"

#include <cstdint>
#include <string>
#include <vector>

namespace prospect::test {

// One point to look from, in both notations.
struct ComparedEye {
    Point metres;
    ReferenceEye exact;
    std::string kind; // free, wall, corner or collinear
};

// Points anywhere in the bounds, on shares of walls, on corners, and on the straight continuation of walls
// (where sight grazes), about `count` in all. Deterministic.
std::vector<ComparedEye> eyes_for(const kernel::Obstacles& obstacles, std::size_t count, std::uint32_t seed);

struct Agreement {
    std::size_t compared = 0;
    std::size_t free = 0;
    std::size_t on_wall = 0;
    std::size_t inside = 0;
    std::size_t status_differs = 0;
    double worst = 0; // largest |area - exact| / exact
    Point worst_at;
};
Agreement compare(const kernel::VisibilityScene& scene, const VisibilityReference& reference,
                  const std::vector<ComparedEye>& eyes);

// Of the boundary as drawn, square metres.
double polygon_area(const kernel::View& view);

} // namespace prospect::test
