#include "app/tools/pick_points.h"

namespace prospect::app {

PickPoints::PickPoints(std::vector<Point> already) : before_(already), points_(std::move(already)) {}

void PickPoints::click(Point plan) {
    if (state_ == State::picking && is_finite(plan)) points_.push_back(plan);
}

void PickPoints::press(Key key) {
    if (state_ != State::picking) return;
    switch (key) {
    case Key::enter:
        state_ = State::done;
        break;
    case Key::escape:
        points_ = before_;
        state_ = State::cancelled;
        break;
    case Key::backspace:
        if (!points_.empty()) points_.pop_back();
        break;
    }
}

} // namespace prospect::app
