// An eye on the plan that is dragged about, with the handles of its field of view. No widgets, no plan: what
// it sees is worked out elsewhere.
#pragma once

#include "geometry/kernel/visibility.h"

#include <optional>
#include <vector>

namespace prospect::app {

struct Eye {
    Point at;
    double height_m = 1.6;
    kernel::Sight sight; // 360° and no limit at first
    bool operator==(const Eye& other) const;
};

class SeeTool {
public:
    enum class Part { nothing, eye, turn, left, right, reach };
    struct Handle {
        Part part = Part::nothing;
        Point at;
    };

    // turn: it has a direction, and neither sides nor a reach; none: only the eye itself can be taken, and it
    // does not turn.
    enum class Handles { all, turn, none };
    explicit SeeTool(Handles handles = Handles::all) : shows_(handles) {}

    const Eye& eye() const { return eye_; }
    // Directions come back as 0 to 360, a field of view and a reach within what sight takes.
    void set_eye(Eye eye);

    // The eye comes last. The handles of the sides lie on one another while it looks all round.
    std::vector<Handle> handles(double m_per_px) const;
    Part part_at(Point p, double m_per_px) const;
    Part held() const { return held_; }

    // What a press beside all handles does: the eye comes there and is held, or nothing.
    enum class Beside { comes, stays };
    void set_beside(Beside beside) { beside_ = beside; }
    // Takes hold of what lies there.
    Part grab(Point p, double m_per_px);
    // The same without anything being there.
    void hold(Part part);
    // steps: directions in steps of 15°.
    enum class Turning { freely, in_steps };
    void drag(Point p, Turning turning);
    void drop() { held_ = Part::nothing; }
    // As if the drag had not begun. False: nothing is held.
    bool cancel();
    // A key: that far in plan directions.
    void step(Point by) { eye_.at = eye_.at + by; }
    void turn(double degrees); // nothing without handles

    // The narrowest field of view a handle makes.
    static constexpr double least_fov_deg = 5;

private:
    Handles shows_;
    Eye eye_;
    Eye before_;
    Beside beside_ = Beside::comes;
    Part held_ = Part::nothing;
    Point offset_;           // from the pointer to the eye when it was taken
    double reach_slack_ = 0; // from the pointer to the reach
};

// A direction as 0 to 360.
double within_turn(double degrees);
// Clockwise from north in 0 to 360, of b seen from a.
double azimuth_between(Point a, Point b);

} // namespace prospect::app
