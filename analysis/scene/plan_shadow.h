// What the outlines on the plan tell of lines of sight, before any line is looked along.
#pragma once

#include "analysis/scene/space.h"
#include "geometry/kernel/visibility.h"

#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace prospect::scene {

enum class Reach : std::uint8_t {
    unknown, // something may stand in the way: look
    clear,   // nothing opaque stands between on the plan, however high
    hidden,  // something opaque does that stands on the ground and is higher than both ends
};

// From one place. Divided into sectors: within each what lies nearer than all outlines is clear, what lies
// behind the furthest part of the nearest high ones is hidden; 2 cm to either side are left to be looked at,
// so that the answers are those of Space::rays() on ground without terrain. Immutable.
class PlanShadow {
public:
    // of_all: the view among all outlines; of_high: among those that stand on the ground and reach the height
    // of the eye. Both from the eye, all round, without limit of reach.
    PlanShadow(Point3 eye, const kernel::View& of_all, const kernel::View& of_high);

    // Of as many targets, heights above the datum. Cost: some 3 ns a target.
    void reach(std::span<const Point3> targets, std::span<Reach> found) const;

private:
    Point3 eye_;
    std::vector<float> clear2_;  // by sector: the square of the distance up to which all is clear
    std::vector<float> hidden2_; // and from which on all below the eye is hidden
};

// Makes them; safe from several threads.
class PlanShadows {
public:
    // bounds: holds all eyes and targets.
    PlanShadows(std::shared_ptr<const Space> opaque, const Box& bounds);

    // Absent where the plan tells nothing: on terrain, and for an eye over or on something that stands. Cost:
    // that of two views; the first one, and the first at another height, triangulate the outlines.
    std::optional<PlanShadow> from(Point3 eye) const;

private:
    struct Outlines {
        double least_top_m = 0; // minus infinity: all
        std::unique_ptr<const kernel::VisibilityScene> walls;
    };
    const kernel::VisibilityScene& outlines(double least_top_m) const;

    std::shared_ptr<const Space> opaque_;
    Box bounds_;
    mutable std::mutex making_;
    mutable std::vector<Outlines> made_;
};

} // namespace prospect::scene
