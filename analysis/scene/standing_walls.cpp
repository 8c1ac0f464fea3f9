#include "analysis/scene/standing_walls.h"

#include <cmath>
#include <numbers>

namespace prospect::scene {

namespace {

// Radius of the regular polygon with the area of a circle of radius 1.
double equal_area_radius() {
    const double corners = circle_corners;
    return std::sqrt(2 * std::numbers::pi / (corners * std::sin(2 * std::numbers::pi / corners)));
}

std::vector<Point> circle(Point center, double radius_m) {
    std::vector<Point> ring;
    const double radius = radius_m * equal_area_radius();
    for (int i = 0; i < circle_corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / circle_corners;
        ring.push_back(center + Point{std::cos(angle), std::sin(angle)} * radius);
    }
    return ring;
}

void add_outlines(const Obstacle& obstacle, std::vector<StandingWall>& walls) {
    const Geometry& geometry = obstacle.geometry;
    const bool ring = geometry.kind == GeometryKind::polygon;
    const std::size_t least = ring ? 3 : 2;
    for (std::size_t r = 0; r < geometry.ring_count(); ++r) {
        const auto points = geometry.ring(r);
        if (points.size() >= least)
            walls.push_back({obstacle.feature, obstacle.role, ring, {points.begin(), points.end()}});
    }
}

} // namespace

std::vector<StandingWall> standing_walls(const Scene& scene, double height_m) {
    std::vector<StandingWall> walls;
    for (const Obstacle& obstacle : scene.obstacles())
        if (obstacle.at_height(height_m) && obstacle.opacity >= blocking_opacity)
            add_outlines(obstacle, walls);
    for (const Crown& crown : scene.crowns())
        if (const double radius = crown.radius_at(height_m); radius > 0 && crown.opacity >= blocking_opacity)
            walls.push_back({crown.feature, Role::tree, true, circle(crown.center, radius)});
    return walls;
}

} // namespace prospect::scene
