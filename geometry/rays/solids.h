// What stands on the ground, as surfaces that stop sight.
#pragma once

#include "geometry/base/geometry.h"

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

namespace prospect::rays {

// Which thing a surface belongs to: a number of the caller's.
using Thing = std::uint32_t;

// Collects surfaces. Coordinates and heights as those of the rays that will be asked about.
class Solids {
public:
    using Height = std::function<double(Point)>;
    struct Crown {
        Point3 center;
        double radius_m = 0;
        double half_height_m = 0;
        Thing thing = 0;
    };

    // Walls, roof and floor of an area (as kernel::triangles_of), heights taken at its corners.
    void add_prism(const Geometry& polygon, const Height& bottom, const Height& top, Thing thing);
    // A wall without thickness along each line.
    void add_wall(const Geometry& lines, const Height& bottom, const Height& top, Thing thing);
    // A vertical ellipsoid.
    void add_crown(const Crown& crown) { crowns_.push_back(crown); }

    const std::vector<Point3>& vertices() const { return vertices_; }
    const std::vector<std::array<std::uint32_t, 3>>& triangles() const { return triangles_; }
    const std::vector<Thing>& things() const { return things_; } // by triangle
    const std::vector<Crown>& crowns() const { return crowns_; }

private:
    void add_triangle(std::uint32_t a, std::uint32_t b, std::uint32_t c, Thing thing);

    std::vector<Point3> vertices_;
    std::vector<std::array<std::uint32_t, 3>> triangles_;
    std::vector<Thing> things_;
    std::vector<Crown> crowns_;
};

} // namespace prospect::rays
