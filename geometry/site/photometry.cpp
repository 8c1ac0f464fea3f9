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
// its hat function times one of these functions of the angle.
enum class Measure { even, sine, cosine, sine_squared, cosine_squared, sine_cosine };

// ∫ m from 0.
double plain(Measure measure, double x) {
    switch (measure) {
    case Measure::even:
        return x;
    case Measure::sine:
        return -std::cos(x);
    case Measure::cosine:
        return std::sin(x);
    case Measure::sine_squared:
        return x / 2 - std::sin(2 * x) / 4;
    case Measure::cosine_squared:
        return x / 2 + std::sin(2 * x) / 4;
    case Measure::sine_cosine:
        return -std::cos(2 * x) / 4;
    }
    return 0;
}

// ∫ x m from 0.
double first(Measure measure, double x) {
    switch (measure) {
    case Measure::even:
        return x * x / 2;
    case Measure::sine:
        return std::sin(x) - x * std::cos(x);
    case Measure::cosine:
        return std::cos(x) + x * std::sin(x);
    case Measure::sine_squared:
        return x * x / 4 - x * std::sin(2 * x) / 4 - std::cos(2 * x) / 8;
    case Measure::cosine_squared:
        return x * x / 4 + x * std::sin(2 * x) / 4 + std::cos(2 * x) / 8;
    case Measure::sine_cosine:
        return std::sin(2 * x) / 8 - x * std::cos(2 * x) / 4;
    }
    return 0;
}

std::vector<double> weights(const std::vector<double>& axis_deg, Measure measure) {
    std::vector<double> found(axis_deg.size());
    for (std::size_t i = 0; i + 1 < axis_deg.size(); ++i) {
        const double a = axis_deg[i] * degree;
        const double b = axis_deg[i + 1] * degree;
        const double whole = plain(measure, b) - plain(measure, a);
        const double moment = first(measure, b) - first(measure, a);
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

// ∫ I m(plane) m(angle) over the table.
double integral(const Photometry& photometry, Measure of_plane, Measure of_angle) {
    const std::vector<double> planes = weights(photometry.planes_deg, of_plane);
    const std::vector<double> angles = weights(photometry.angles_deg, of_angle);
    double sum = 0;
    for (std::size_t p = 0; p < planes.size(); ++p) {
        double row = 0;
        for (std::size_t a = 0; a < angles.size(); ++a)
            row += angles[a] * static_cast<double>(photometry.at(p, a));
        sum += planes[p] * row;
    }
    return sum;
}

} // namespace

double flux_of(const Photometry& photometry) {
    switch (photometry.goniometer) {
    case Goniometer::type_c:
        return integral(photometry, Measure::even, Measure::sine);
    case Goniometer::type_b:
        return integral(photometry, Measure::cosine, Measure::even);
    case Goniometer::type_a:
        return integral(photometry, Measure::even, Measure::cosine);
    }
    return 0;
}

// Directions as Goniometer has them, times the part of the sphere.
Point3 flux_vector(const Photometry& photometry) {
    const auto sum = [&](Measure of_plane, Measure of_angle) {
        return integral(photometry, of_plane, of_angle);
    };
    switch (photometry.goniometer) {
    case Goniometer::type_c:
        return {sum(Measure::cosine, Measure::sine_squared), sum(Measure::sine, Measure::sine_squared),
                -sum(Measure::even, Measure::sine_cosine)};
    case Goniometer::type_b:
        return {sum(Measure::cosine_squared, Measure::sine), -sum(Measure::sine_cosine, Measure::even),
                -sum(Measure::cosine_squared, Measure::cosine)};
    case Goniometer::type_a:
        return {sum(Measure::even, Measure::sine_cosine), -sum(Measure::sine, Measure::cosine_squared),
                -sum(Measure::cosine, Measure::cosine_squared)};
    }
    return {};
}

} // namespace prospect
