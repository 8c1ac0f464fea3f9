// Lines of sight worked out one thing after another in double precision: what the fast search is held
// against.
#pragma once

#include "geometry/rays/ray_scene.h"

#include <optional>
#include <vector>

namespace prospect::test {

// A box turned about its centre; a wall when its half depth is 0.
struct TurnedBox {
    Point center;
    double angle = 0;
    double half_length = 0;
    double half_depth = 0;
    double bottom = 0;
    double top = 0;

    Geometry outline() const; // polygon, or a line when it has no depth
};

// What stands on a plan, by kind.
struct PlainPlan {
    std::vector<TurnedBox> boxes; // things 0…
    std::vector<rays::Solids::Crown> crowns;
    rays::Ground ground;

    rays::Solids solids() const;
};

// Whether the line meets anything. Absent when that hangs on less than `margin_m`: everything grown and
// shrunk by it gives two answers.
std::optional<bool> plainly_blocked(const PlainPlan& plan, const rays::SightLine& line, double margin_m);

// Whether the place lies in anything grown by margin_m.
bool plainly_inside(const PlainPlan& plan, Point3 place, double margin_m);

// `things` boxes, walls and crowns on a plan of `size_m`, the same for the same seed.
PlainPlan random_plan(std::uint32_t seed, int things, double size_m, bool hills);
Point3 random_place(const PlainPlan& plan, std::uint32_t& state, double size_m, double most_height_m);

} // namespace prospect::test
