#include "app/canvas/measurement.h"

#include "geometry/base/geometry.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace prospect::app {

namespace {

// Centimetres up to a hundred metres, tenths to a kilometre: no plan is drawn better.
QString rounded(double value) {
    return QLocale().toString(value, 'f', value < 100 ? 2 : value < 1000 ? 1 : 0);
}

} // namespace

std::vector<Point> Measurement::path() const {
    std::vector<Point> points = corners_;
    if (state_ == State::open && cursor_ && !points.empty() && *cursor_ != points.back())
        points.push_back(*cursor_);
    return points;
}

void Measurement::add(Point p) {
    if (state_ == State::ended) clear();
    if (corners_.empty() || corners_.back() != p) corners_.push_back(p);
    state_ = State::open;
}

void Measurement::hover(Point p) {
    cursor_ = p;
}

void Measurement::remove_last() {
    if (state_ != State::open) return;
    corners_.pop_back();
    if (corners_.empty()) clear();
}

void Measurement::end() {
    if (state_ != State::open) return;
    if (corners_.size() < 2)
        clear();
    else
        state_ = State::ended;
}

void Measurement::clear() {
    corners_.clear();
    cursor_.reset();
    state_ = State::empty;
}

double Measurement::length_m() const {
    return length(Geometry::make_line(path()));
}

double Measurement::area_m2() const {
    const std::vector<Point> points = path();
    return points.size() < 3 ? 0 : std::abs(signed_area(points));
}

QString Measurement::text() const {
    const QString along = rounded(length_m()) + QStringLiteral("\u202Fm");
    const double inside = area_m2();
    return inside > 0 ? along + QStringLiteral(" · ") + rounded(inside) + QStringLiteral("\u202Fm²") : along;
}

Point constrained(Point from, Point p, Point along) {
    const Point away = p - from;
    if (length(away) == 0) return p;
    const double step = M_PI / 4;
    const double zero = std::atan2(along.y, along.x);
    const double angle = zero + std::round((std::atan2(away.y, away.x) - zero) / step) * step;
    const Point direction{std::cos(angle), std::sin(angle)};
    return from + direction * dot(away, direction);
}

} // namespace prospect::app
