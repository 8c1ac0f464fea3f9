// The line a person measures on the map, without any widget.
#pragma once

#include "geometry/base/point.h"

#include <QString>

#include <optional>
#include <vector>

namespace prospect::app {

class Measurement {
public:
    enum class State { empty, open, ended };

    State state() const { return state_; }
    // Corners so far; while it is open the cursor follows as the last point of path().
    const std::vector<Point>& corners() const { return corners_; }
    std::vector<Point> path() const;

    // A corner; begins anew when the last measurement has ended.
    void add(Point p);
    void hover(Point p);
    // Takes the last corner back.
    void remove_last();
    // Ends at the last corner; one with fewer than two is dropped.
    void end();
    void clear();

    // Along path(). Metres.
    double length_m() const;
    // Of the polygon path() would enclose when closed, from three points on, else 0. Square metres.
    double area_m2() const;
    // "24.31 m" or "24.31 m · 36.10 m²".
    QString text() const;

private:
    State state_ = State::empty;
    std::vector<Point> corners_;
    std::optional<Point> cursor_;
};

// The point nearest to `p` on the lines through `from` in steps of 45° from the direction `along`.
Point constrained(Point from, Point p, Point along);

} // namespace prospect::app
