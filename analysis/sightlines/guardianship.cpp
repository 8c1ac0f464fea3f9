#include "analysis/sightlines/guardianship.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace prospect::sightlines {

namespace {

// The median sqrt(10.4 · 23.5) and the exponent 2 ln 3 / ln(23.5/10.4).
const double median_m = std::sqrt(10.4 * 23.5);
const double exponent = 2 * std::log(3.0) / std::log(23.5 / 10.4);
const double least_cosine = std::cos(widest_look_deg * std::numbers::pi / 180);

constexpr double full_contact_m = 6;
constexpr double least_contact_m = 15;
constexpr double least_contact = 0.3;

} // namespace

double recognition(double distance_m) {
    return 1 / (1 + std::pow(distance_m / median_m, exponent));
}

double facing(Point3 eye, Point3 target, const std::optional<Point>& outward) {
    if (!outward) return 1;
    const double x = target.x - eye.x;
    const double y = target.y - eye.y;
    const double size = std::hypot(x, y, target.z - eye.z);
    if (size == 0) return 1;
    const double cosine = (x * outward->x + y * outward->y) / size;
    return cosine >= least_cosine ? cosine : 0;
}

double contact(double eye_above_ground_m) {
    const double share =
        std::clamp((eye_above_ground_m - full_contact_m) / (least_contact_m - full_contact_m), 0.0, 1.0);
    return 1 - share * (1 - least_contact);
}

} // namespace prospect::sightlines
