#include "app/tools/see_tool.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace prospect::app {

namespace {

constexpr double ring_px = 54;     // of the handles that turn and open
constexpr double far_ring_px = 84; // of the handle of the reach, when that is nearer or has no end
constexpr double grip_px = 12;
constexpr double eye_px = 14;
constexpr double step_deg = 15;
constexpr double all_round_slack_deg = 4;
constexpr double least_reach_m = 1;
constexpr double most_reach_m = 100e3;

Point towards(double azimuth_deg) {
    const double angle = azimuth_deg * std::numbers::pi / 180;
    return {std::sin(angle), std::cos(angle)};
}

// -180 to 180.
double turned(double from, double to) {
    const double by = within_turn(to - from);
    return by > 180 ? by - 360 : by;
}

} // namespace

double within_turn(double degrees) {
    const double rest = std::fmod(degrees, 360);
    return rest < 0 ? rest + 360 : rest;
}

double azimuth_between(Point a, Point b) {
    const Point d = b - a;
    return within_turn(std::atan2(d.x, d.y) * 180 / std::numbers::pi);
}

bool Eye::operator==(const Eye& other) const {
    return at == other.at && height_m == other.height_m && sight.azimuth_deg == other.sight.azimuth_deg &&
           sight.fov_deg == other.sight.fov_deg && sight.reach_m == other.sight.reach_m;
}

void SeeTool::set_eye(Eye eye) {
    eye.sight.azimuth_deg = within_turn(eye.sight.azimuth_deg);
    eye.sight.fov_deg = std::clamp(eye.sight.fov_deg, 0.01, 360.0);
    eye.sight.reach_m = std::clamp(eye.sight.reach_m, 0.0, most_reach_m);
    eye_ = eye;
}

std::vector<SeeTool::Handle> SeeTool::handles(double m_per_px) const {
    if (shows_ == Handles::none) return {{Part::eye, eye_.at}};
    const auto on_ring = [&](double azimuth_deg, double radius_px) {
        return eye_.at + towards(azimuth_deg) * (radius_px * m_per_px);
    };
    const double ahead = eye_.sight.azimuth_deg;
    if (shows_ == Handles::turn) return {{Part::turn, on_ring(ahead, ring_px)}, {Part::eye, eye_.at}};
    const double half = eye_.sight.fov_deg / 2;
    const double reach_px = std::max(eye_.sight.reach_m / m_per_px, far_ring_px);
    return {{Part::reach, on_ring(ahead, reach_px)},
            {Part::turn, on_ring(ahead, ring_px)},
            {Part::left, on_ring(ahead - half, ring_px)},
            {Part::right, on_ring(ahead + half, ring_px)},
            {Part::eye, eye_.at}};
}

SeeTool::Part SeeTool::part_at(Point p, double m_per_px) const {
    Part found = Part::nothing;
    double nearest = grip_px * m_per_px;
    if (distance(p, eye_.at) <= eye_px * m_per_px) return Part::eye;
    for (const Handle& handle : handles(m_per_px))
        if (const double away = distance(p, handle.at); away <= nearest) {
            nearest = away;
            found = handle.part;
        }
    return found;
}

SeeTool::Part SeeTool::grab(Point p, double m_per_px) {
    before_ = eye_;
    held_ = part_at(p, m_per_px);
    offset_ = eye_.at - p;
    if (held_ == Part::nothing && beside_ == Beside::comes) {
        held_ = Part::eye;
        offset_ = {};
        eye_.at = p;
    }
    // A reach without end begins where its handle is; else the handle may lie beyond it.
    reach_slack_ = eye_.sight.reach_m > 0 ? eye_.sight.reach_m - distance(eye_.at, p) : 0;
    return held_;
}

void SeeTool::hold(Part part) {
    before_ = eye_;
    held_ = part;
    offset_ = {};
    reach_slack_ = 0;
}

void SeeTool::drag(Point p, Turning turning) {
    const double towards_pointer = azimuth_between(eye_.at, p);
    const auto stepped = [&](double degrees) {
        return turning == Turning::in_steps ? std::round(degrees / step_deg) * step_deg : degrees;
    };
    kernel::Sight& sight = eye_.sight;
    switch (held_) {
    case Part::nothing:
        break;
    case Part::eye:
        eye_.at = p + offset_;
        break;
    case Part::turn:
        sight.azimuth_deg = within_turn(stepped(towards_pointer));
        break;
    case Part::left:
    case Part::right: {
        const double half = std::abs(turned(sight.azimuth_deg, towards_pointer));
        const double fov = std::max(stepped(2 * half), least_fov_deg);
        sight.fov_deg = fov >= 360 - 2 * all_round_slack_deg ? 360 : fov;
        break;
    }
    case Part::reach:
        sight.reach_m = std::clamp(distance(eye_.at, p) + reach_slack_, least_reach_m, most_reach_m);
        break;
    }
}

bool SeeTool::cancel() {
    if (held_ == Part::nothing) return false;
    held_ = Part::nothing;
    eye_ = before_;
    return true;
}

void SeeTool::turn(double degrees) {
    if (shows_ == Handles::none) return;
    eye_.sight.azimuth_deg = within_turn(eye_.sight.azimuth_deg + degrees);
}

} // namespace prospect::app
