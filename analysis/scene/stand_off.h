// Places on the side of something solid.
#pragma once

#include "geometry/base/geometry.h"

#include <optional>
#include <span>

namespace prospect::scene {

// What stands on the ground: a normalised area, or walls without thickness along lines.
struct StandingThing {
    const Geometry* geometry = nullptr;
    bool solid = true; // an area; else only its sides are in the way: somebody stands on its roof
};

// Where somebody at p who looks towards a place is moved to so that the sides they are at do not hide the
// view they face: at least by_m from every side, within nothing solid, the least far away. A side counts when
// p is on it (within tolerance::on_edge_m beyond it) or nearer than by_m before it: square to a side, in a
// corner square to both. The side of a wall without thickness is the one that looks towards that place;
// without a place walls have none. Absent when p is at no side, or is closed in (a party wall, a gap narrower
// than 2 by_m). Cost: linear in the edges, quadratic in the sides at p.
std::optional<Point> stand_off(Point p, std::span<const StandingThing> things, double by_m,
                               std::optional<Point> towards = std::nullopt);

} // namespace prospect::scene
