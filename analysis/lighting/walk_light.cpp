#include "analysis/lighting/walk_light.h"

#include "analysis/lighting/lit_paths.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace prospect::lighting {

namespace {

constexpr double moonlight_lx = 0.1;

Point direction_of(double azimuth_deg) {
    const double radians = azimuth_deg * std::numbers::pi / 180;
    return {std::sin(radians), std::cos(radians)};
}

bool neighbours(const WalkStation& a, const WalkStation& b, double step_m) {
    return b.chainage_m - a.chainage_m <= 1.5 * step_m;
}

DarkStretch stretch_of(const std::vector<WalkStation>& stations, std::size_t first, std::size_t last,
                       double threshold_lx) {
    DarkStretch stretch{.first = first, .last = last, .threshold_lx = threshold_lx};
    stretch.length_m = stations[last].chainage_m - stations[first].chainage_m;
    stretch.least_lx = stations[first].eh;
    double sum = 0;
    for (std::size_t i = first; i <= last; ++i) {
        stretch.least_lx = std::min(stretch.least_lx, stations[i].eh);
        sum += stations[i].eh;
    }
    stretch.mean_lx = sum / static_cast<double>(last - first + 1);
    return stretch;
}

} // namespace

std::vector<WalkStation> walk_light(const scene::ScoredPath& path, const Lights& lights,
                                    double face_height_m) {
    const std::vector<Light> ground = light_along(path, lights, 0);
    const std::vector<Light> faces = light_along(path, lights, face_height_m);
    std::vector<WalkStation> stations;
    for (std::size_t i = 0; i < path.stations.size(); ++i) {
        const scene::PathStation& station = path.stations[i];
        const Point forward = direction_of(station.azimuth_deg);
        stations.push_back({station.chainage_m, station.place, ground[i].eh(), faces[i].esc(forward * -1),
                            faces[i].esc(forward)});
    }
    return stations;
}

std::vector<DarkStretch> dark_stretches(const std::vector<WalkStation>& stations, double threshold_lx,
                                        double least_m, double step_m) {
    constexpr double slack_m = 1e-9;
    std::vector<DarkStretch> found;
    std::size_t first = 0;
    while (first < stations.size()) {
        if (stations[first].eh >= threshold_lx) {
            ++first;
            continue;
        }
        std::size_t last = first;
        while (last + 1 < stations.size() && stations[last + 1].eh < threshold_lx &&
               neighbours(stations[last], stations[last + 1], step_m))
            ++last;
        const DarkStretch stretch = stretch_of(stations, first, last, threshold_lx);
        if (stretch.length_m >= least_m - slack_m) found.push_back(stretch);
        first = last + 1;
    }
    return found;
}

std::optional<double> most_contrast(const std::vector<WalkStation>& stations, double over_m, double step_m) {
    std::optional<double> most;
    for (std::size_t i = 0, j = 0; i < stations.size(); ++i) {
        while (j + 1 < stations.size() &&
               stations[j].chainage_m - stations[i].chainage_m < over_m - step_m / 2)
            ++j;
        const double apart = stations[j].chainage_m - stations[i].chainage_m;
        if (std::abs(apart - over_m) > step_m / 2) continue;
        const double a = std::max(stations[i].eh, moonlight_lx);
        const double b = std::max(stations[j].eh, moonlight_lx);
        most = std::max(most.value_or(1), std::max(a, b) / std::min(a, b));
    }
    return most;
}

} // namespace prospect::lighting
