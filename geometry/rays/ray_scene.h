// Straight lines through everything that stands in the way: blocked? by what? where?
#pragma once

#include "geometry/base/progress.h"
#include "geometry/rays/ground.h"
#include "geometry/rays/solids.h"

#include <memory>
#include <optional>
#include <span>

namespace prospect::rays {

// The thing that the ground is.
inline constexpr Thing ground_thing = 0xffffffff;

// From one place to another, both ends left out: what only touches an end does not block.
struct SightLine {
    Point3 from;
    Point3 to;
};

struct Hit {
    double at_m = 0; // along the line from its start
    Thing thing = 0;
    bool operator==(const Hit&) const = default;
};

// Immutable; safe to ask from several threads. Single precision about the middle of all surfaces, with a
// search that lets no ray through between neighbouring triangles: a line that passes an edge by less than
// clearance_m may be answered either way. The two directions of a line get the same answer, and an answer
// depends on nothing but the scene and the line.
class RayScene {
public:
    // Cost: about half a second and 100 MB for a million triangles. Throws Cancelled, Error(internal) when
    // memory runs out.
    RayScene(const Solids& solids, const Ground& ground, const Progress& progress = {});
    ~RayScene();
    RayScene(const RayScene&) = delete;
    RayScene& operator=(const RayScene&) = delete;

    // The length left out at each end of a line, and the height in which a place counts as on a surface:
    // 1 mm, more where single precision is coarser.
    double clearance_m(Point3 place) const;

    bool blocked(const SightLine& line) const;
    // One answer for each line, 1 or 0.
    void blocked(std::span<const SightLine> lines, std::span<std::uint8_t> answers) const;
    // Many lines from one eye: three times as fast when neighbouring targets lie near each other. Where a
    // line grazes an edge the answer may be another than blocked()'s, and hang on the targets beside it.
    void blocked_from(Point3 eye, std::span<const Point3> targets, std::span<std::uint8_t> answers) const;
    // The first that blocks, absent when nothing does; agrees with blocked().
    std::optional<Hit> first_hit(const SightLine& line) const;
    // first_hit() of a line that blocked() has answered with true.
    std::optional<Hit> hit_of_blocked(const SightLine& line) const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace prospect::rays
