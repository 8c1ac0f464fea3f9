// Windows as eyes on the ground before them.
#pragma once

#include "analysis/assessment/clear_line.h"
#include "analysis/assessment/facts.h"
#include "analysis/assessment/grounds.h"
#include "analysis/assessment/metric.h"

#include <map>
#include <set>

namespace prospect::assessment {

// Somebody who stands at a window.
struct Watcher {
    FeaturePtr window;
    Uuid building;                // nil when the window is in no building's wall
    Point3 eye;                   // just outside the glass, height above the ground
    std::optional<Point> outward; // unit; absent: sees all round
    bool sill_defaulted = false;  // its height is known to a metre or so
};

// What windows see of one spot: of watchers near enough, by their numbers.
struct Watched {
    std::vector<std::size_t> by;          // with a clear line
    std::vector<std::size_t> blocked;     // turned towards it, but something is in the way
    std::vector<std::size_t> turned_away; // they face elsewhere
    std::vector<std::size_t> sills;       // a sill that is not given, a metre off, would change the line
    std::vector<Uuid> guessed;            // all that is in the way of one of them is of a height not given
};

class Watchers;

// What windows see of several spots together.
class Overlooking {
public:
    void add(const Watched& watched);
    std::size_t lines() const { return lines_; } // clear ones
    const std::set<std::size_t>& by() const { return by_; }
    // Turned towards a spot but without a clear line to any; facing away from all.
    std::set<std::size_t> hidden() const;
    std::set<std::size_t> turned_away() const;
    bool near_any() const { return !by_.empty() || !blocked_.empty() || !turned_away_.empty(); }
    // The windows that are near enough and what decides and is not given.
    Grounds grounds(const Watchers& watchers) const;

private:
    std::size_t lines_ = 0;
    std::set<std::size_t> by_;
    std::set<std::size_t> blocked_;
    std::set<std::size_t> turned_away_;
    std::set<std::size_t> sills_;
    std::set<Uuid> guessed_;
};

// Immutable; refers to the facts.
class Watchers {
public:
    // Windows with glass one can see through, of the whole plan.
    explicit Watchers(const Facts& facts) : Watchers(facts, nullptr) {}
    // Those within the box alone, for values only: what they rest on is not told.
    Watchers(const Facts& facts, const Box* within);

    const std::vector<Watcher>& all() const { return watchers_; }
    // except: a building whose windows do not count; nil for none.
    Watched on(const Point3& spot, double reach_m, const Uuid& except = {}) const;
    std::size_t count(const Point3& spot, double reach_m) const; // of on().by, quicker
    // The watcher nearest to a point, whatever it sees; absent when there are none.
    std::optional<std::size_t> nearest(Point p, const Uuid& except = {}) const;
    // What is in the way between two points, when all of it is of a height or opacity that is not given; else
    // empty.
    std::vector<Uuid> only_guessed_between(const Point3& a, const Point3& b) const;
    // Things in the way of watchers[i].
    std::vector<Uuid> in_the_way(std::size_t watcher, const Point3& spot) const;
    const ClearLines& lines() const { return lines_; }
    // With all that makes it block.
    void add_blocker(const Uuid& thing, Grounds& grounds) const;

private:
    bool values_only_ = false;
    std::vector<Watcher> watchers_;
    ClearLines lines_;
    std::map<Uuid, std::pair<Role, FeaturePtr>> guessed_; // whose height or opacity is assumed or a default
    SpatialIndex index_;
};

// The point at that height over the plan.
Point3 above(Point p, double height_m);
// What a plan without windows lacks.
std::optional<Gap> no_windows(const Watchers& watchers);

} // namespace prospect::assessment
