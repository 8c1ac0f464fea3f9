#include "geometry/site/photometry.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace prospect {

namespace {

constexpr double degree = std::numbers::pi / 180;

struct Place {
    std::size_t below = 0;
    double share = 0; // towards the next one
};

// Absent outside the axis.
std::optional<Place> place_on(const std::vector<double>& axis, double value) {
    // Angles of files have few decimals: a direction on the last of them must not fall out by rounding.
    constexpr double slack = 1e-9;
    if (!(value >= axis.front() - slack) || !(value <= axis.back() + slack)) return std::nullopt;
    const auto above = std::upper_bound(axis.begin(), axis.end(), value);
    const auto next =
        std::clamp<std::ptrdiff_t>(above - axis.begin(), 1, static_cast<std::ptrdiff_t>(axis.size()) - 1);
    const auto below = static_cast<std::size_t>(next - 1);
    const double span = axis[below + 1] - axis[below];
    return Place{below, std::clamp((value - axis[below]) / span, 0.0, 1.0)};
}

struct Angles {
    double plane_deg = 0;
    double angle_deg = 0;
};

Angles angles_of(Goniometer goniometer, const Point3& d) {
    const double length = std::hypot(d.x, d.y, d.z);
    if (goniometer == Goniometer::type_b)
        return {std::asin(std::clamp(-d.y / length, -1.0, 1.0)) / degree, std::atan2(d.x, -d.z) / degree};
    if (goniometer == Goniometer::type_a)
        return {std::atan2(-d.y, -d.z) / degree, std::asin(std::clamp(d.x / length, -1.0, 1.0)) / degree};
    const double plane = std::atan2(d.y, d.x) / degree;
    return {plane < 0 ? plane + 360 : plane, std::atan2(std::hypot(d.x, d.y), -d.z) / degree};
}

// What of the sphere a value of an axis stands for, for a table linear between its values: the integral of
// its hat function times one, the sine or the cosine of the angle.
enum class Measure { even, sine, cosine };

std::vector<double> weights(const std::vector<double>& axis_deg, Measure measure) {
    // ∫ m and ∫ x m from 0.
    const auto plain = [measure](double x) {
        return measure == Measure::even ? x : measure == Measure::sine ? -std::cos(x) : std::sin(x);
    };
    const auto first = [measure](double x) {
        if (measure == Measure::even) return x * x / 2;
        if (measure == Measure::sine) return std::sin(x) - x * std::cos(x);
        return std::cos(x) + x * std::sin(x);
    };
    std::vector<double> found(axis_deg.size());
    for (std::size_t i = 0; i + 1 < axis_deg.size(); ++i) {
        const double a = axis_deg[i] * degree;
        const double b = axis_deg[i + 1] * degree;
        const double whole = plain(b) - plain(a);
        const double moment = first(b) - first(a);
        found[i] += (b * whole - moment) / (b - a);
        found[i + 1] += (moment - a * whole) / (b - a);
    }
    return found;
}

} // namespace

double intensity(const Photometry& photometry, const Point3& direction) {
    const Angles angles = angles_of(photometry.goniometer, direction);
    const auto plane = place_on(photometry.planes_deg, angles.plane_deg);
    const auto angle = place_on(photometry.angles_deg, angles.angle_deg);
    if (!plane || !angle) return 0;
    const auto along = [&](std::size_t row) {
        return (1 - angle->share) * static_cast<double>(photometry.at(row, angle->below)) +
               angle->share * static_cast<double>(photometry.at(row, angle->below + 1));
    };
    return (1 - plane->share) * along(plane->below) + plane->share * along(plane->below + 1);
}

namespace {

// Of planes and angles.
std::pair<std::vector<double>, std::vector<double>> table_weights(const Photometry& photometry) {
    const Goniometer kind = photometry.goniometer;
    return {weights(photometry.planes_deg, kind == Goniometer::type_b ? Measure::cosine : Measure::even),
            weights(photometry.angles_deg, kind == Goniometer::type_c   ? Measure::sine
                                           : kind == Goniometer::type_a ? Measure::cosine
                                                                        : Measure::even)};
}

Point3 direction_of(Goniometer goniometer, double plane_deg, double angle_deg) {
    const double p = plane_deg * degree;
    const double a = angle_deg * degree;
    if (goniometer == Goniometer::type_b)
        return {std::cos(p) * std::sin(a), -std::sin(p), -std::cos(p) * std::cos(a)};
    if (goniometer == Goniometer::type_a)
        return {std::sin(a), -std::cos(a) * std::sin(p), -std::cos(a) * std::cos(p)};
    return {std::sin(a) * std::cos(p), std::sin(a) * std::sin(p), -std::cos(a)};
}

} // namespace

double flux_of(const Photometry& photometry) {
    const auto [planes, angles] = table_weights(photometry);
    double sum = 0;
    for (std::size_t p = 0; p < planes.size(); ++p) {
        double row = 0;
        for (std::size_t a = 0; a < angles.size(); ++a)
            row += angles[a] * static_cast<double>(photometry.at(p, a));
        sum += planes[p] * row;
    }
    return sum;
}

Point3 flux_vector(const Photometry& photometry) {
    const auto [planes, angles] = table_weights(photometry);
    Point3 sum;
    for (std::size_t p = 0; p < planes.size(); ++p)
        for (std::size_t a = 0; a < angles.size(); ++a) {
            const double part = planes[p] * angles[a] * static_cast<double>(photometry.at(p, a));
            const Point3 d =
                direction_of(photometry.goniometer, photometry.planes_deg[p], photometry.angles_deg[a]);
            sum = {sum.x + part * d.x, sum.y + part * d.y, sum.z + part * d.z};
        }
    return sum;
}

} // namespace prospect
