#include "analysis/lighting/walk_light.h"

#include "analysis/lighting/lit_paths.h"

#include <algorithm>
#include <cmath>
#include <limits>
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

std::vector<WalkStation> walk_light(const scene::ScoredPath& path, const WalkSources& sources,
                                    double face_height_m) {
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    const bool lit_ground = sources.lamps && !sources.ground;
    const bool lit_faces = sources.lamps && !sources.faces;
    const auto ground = lit_ground ? light_along(path, *sources.lamps, 0) : std::vector<Light>();
    const auto faces = lit_faces ? light_along(path, *sources.lamps, face_height_m) : std::vector<Light>();
    std::vector<WalkStation> stations;
    for (std::size_t i = 0; i < path.stations.size(); ++i) {
        const scene::PathStation& from = path.stations[i];
        WalkStation station{from.chainage_m, from.place, unknown, unknown, unknown};
        if (lit_ground) station.eh = ground[i].eh();
        if (sources.ground) station.eh = sources.ground->at(from.place).value_or(unknown);
        if (lit_faces) {
            const Point forward = direction_of(from.azimuth_deg);
            station.esc_forward = faces[i].esc(forward * -1);
            station.esc_backward = faces[i].esc(forward);
        }
        if (sources.faces)
            station.esc_forward = station.esc_backward = sources.faces->at(from.place).value_or(unknown);
        stations.push_back(station);
    }
    return stations;
}

std::vector<DarkStretch> dark_stretches(const std::vector<WalkStation>& stations, double threshold_lx,
                                        double least_m, double step_m) {
    constexpr double slack_m = 1e-9;
    std::vector<DarkStretch> found;
    std::size_t first = 0;
    while (first < stations.size()) {
        if (!(stations[first].eh < threshold_lx)) {
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

std::optional<Contrast> most_contrast(const std::vector<WalkStation>& stations, double over_m,
                                      double step_m) {
    std::optional<Contrast> most;
    for (std::size_t i = 0, j = 0; i < stations.size(); ++i) {
        while (j + 1 < stations.size() &&
               stations[j].chainage_m - stations[i].chainage_m < over_m - step_m / 2)
            ++j;
        const double apart = stations[j].chainage_m - stations[i].chainage_m;
        if (std::abs(apart - over_m) > step_m / 2) continue;
        if (std::isnan(stations[i].eh) || std::isnan(stations[j].eh)) continue;
        const double a = std::max(stations[i].eh, moonlight_lx);
        const double b = std::max(stations[j].eh, moonlight_lx);
        const double ratio = std::max(a, b) / std::min(a, b);
        if (!most || ratio > most->ratio) most = {ratio, i, j};
    }
    return most;
}

} // namespace prospect::lighting
