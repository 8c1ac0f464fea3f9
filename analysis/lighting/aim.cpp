#include "analysis/lighting/aim.h"

#include <cmath>
#include <numbers>

namespace prospect::lighting {

namespace {

constexpr double least_lean = 0.1; // of the flux

double azimuth_of(Point direction) {
    const double degrees = std::atan2(direction.x, direction.y) * 180 / std::numbers::pi;
    return degrees < 0 ? degrees + 360 : degrees;
}

} // namespace

std::optional<Point> lean_of(const Luminaire& lamp) {
    const Point3 flux = turned(lamp.rotation, flux_vector(*lamp.photometry));
    const Point lean{flux.x, flux.y};
    if (length(lean) < least_lean * lamp.photometry->flux_lm) return std::nullopt;
    return lean * (1 / length(lean));
}

double azimuth_towards(const Luminaire& lamp, Point direction) {
    const auto lean = lean_of(lamp);
    const double turn = lean ? azimuth_of(*lean) - lamp.azimuth_deg : 0;
    const double azimuth = std::fmod(azimuth_of(direction) - turn + 720, 360);
    return std::fmod(std::round(azimuth), 360);
}

} // namespace prospect::lighting
