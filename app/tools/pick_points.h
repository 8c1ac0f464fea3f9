// Pointing at places on the map: what each click and key does, without any widget.
#pragma once

#include "geometry/base/point.h"

#include <vector>

namespace prospect::app {

class PickPoints {
public:
    enum class Key { enter, escape, backspace };
    enum class State { picking, done, cancelled };

    // `already` are the places so far; Escape goes back to them.
    explicit PickPoints(std::vector<Point> already = {});

    void click(Point plan);
    void press(Key key);
    // A right click ends like Enter.
    void endClick() { press(Key::enter); }

    State state() const { return state_; }
    const std::vector<Point>& points() const { return points_; }

private:
    std::vector<Point> before_;
    std::vector<Point> points_;
    State state_ = State::picking;
};

} // namespace prospect::app
