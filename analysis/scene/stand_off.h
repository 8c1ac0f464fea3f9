// Places on the side of something solid.
#pragma once

#include "geometry/base/geometry.h"

#include <optional>
#include <span>

namespace prospect::scene {

// An area that stands on the ground, normalised.
struct StandingArea {
    const Geometry* geometry = nullptr;
    bool solid = true; // else only its sides are in the way: somebody stands on its roof
};

// Where somebody at p is moved to so that the sides they are at do not hide the view they face: at least by_m
// from every side, within nothing solid, past the line of as many of these sides as can be, the least far
// away. A side counts when p is on it (within tolerance::on_edge_m of it inside) or nearer than by_m outside
// it: square to a side, in a corner square to both. Absent when p is at no side, or is closed in (a party
// wall, a gap narrower than 2 by_m). Cost: linear in the edges, quadratic in the sides at p.
std::optional<Point> stand_off(Point p, std::span<const StandingArea> areas, double by_m);

} // namespace prospect::scene
