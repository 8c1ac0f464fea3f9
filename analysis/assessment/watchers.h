// Windows as eyes on the ground before them.
#pragma once

#include "analysis/assessment/clear_line.h"
#include "analysis/assessment/facts.h"

#include <map>
#include <set>

namespace prospect::assessment {

// Somebody who stands at a window.
struct Watcher {
    Uuid window;
    Uuid building;                // nil when the window is in no building's wall
    Point3 eye;                   // just outside the glass, height above the ground
    std::optional<Point> outward; // unit; absent: sees all round
    Basis basis = Basis::unknown; // of the window
    bool sill_defaulted = false;  // its height is known to a metre or so
};

// What windows see of one spot.
struct Watched {
    std::vector<std::size_t> by;      // watchers with a clear line
    std::vector<std::size_t> blocked; // near enough and turned towards it, but something is in the way
    Basis basis = Basis::surveyed;    // of all those near enough
    // Whether a sill a metre higher or lower would let one of the blocked ones see it, its sill not being
    // given, or all that is in the way of one of them is of a height that is not given.
    bool uncertain = false;
};

// Immutable; refers to the facts.
class Watchers {
public:
    // Windows with glass one can see through, of the whole plan.
    explicit Watchers(const Facts& facts);

    const std::vector<Watcher>& all() const { return watchers_; }
    // except: a building whose windows do not count; nil for none.
    Watched on(const Point3& spot, double reach_m, const Uuid& except = {}) const;
    // Whether all that is in the way between two points, and there is something, is of a height that is not
    // given.
    bool only_guessed_between(const Point3& a, const Point3& b) const;
    // Things in the way of watchers[i], that could be made lower.
    std::vector<Uuid> in_the_way(std::size_t watcher, const Point3& spot) const;

private:
    std::vector<Watcher> watchers_;
    ClearLines lines_;
    std::set<Uuid> guessed_; // things whose height is assumed, unknown or a default
    SpatialIndex index_;
};

} // namespace prospect::assessment
