#include "analysis/assessment/facts.h"
#include "analysis/assessment/surveillance.h"

#include <algorithm>
#include <cmath>

namespace prospect::assessment {

namespace {

constexpr double step_m = 1.0;

struct Stretch {
    double length_m = 0;
    std::vector<Point> points;
};

double to_lamp(const std::vector<FeaturePtr>& lamps, Point p) {
    double least = std::numeric_limits<double>::infinity();
    for (const FeaturePtr& lamp : lamps)
        least = std::min(least, distance(lamp->geometry, p));
    return least;
}

// Over the parts of a path one after another; a new part begins a new stretch.
Stretch longest_without_lamp(const Feature& path, const std::vector<FeaturePtr>& lamps, double lamp_m) {
    Stretch best;
    for (std::size_t r = 0; r < path.geometry.ring_count(); ++r) {
        Stretch stretch;
        for (const Station& station : stations(Geometry::make_line(path.geometry.ring(r)), step_m)) {
            if (to_lamp(lamps, station.at) <= lamp_m) {
                stretch = {};
                continue;
            }
            if (!stretch.points.empty()) stretch.length_m += distance(stretch.points.back(), station.at);
            stretch.points.push_back(station.at);
            if (stretch.length_m > best.length_m) best = stretch;
        }
    }
    return best;
}

} // namespace

Measured unlit_stretch(const MetricInput& input) {
    Measured measured;
    const auto& lamps = input.facts.of(Role::luminaire);
    std::vector<FeaturePtr> routes;
    for (const FeaturePtr& path : input.facts.scored(Role::path))
        if (own_text(*path, "night_route") == "1") routes.push_back(path);
    if (lamps.empty())
        measured.gaps.push_back(
            {.text = "no lamp is on the plan, which is missing data and not darkness", .lacks = "lamp"});
    if (routes.empty())
        measured.gaps.push_back({.text = "no path is marked as a route at night", .lacks = "path"});
    if (!measured.gaps.empty()) return measured;
    const double lamp_m = input.criterion.setting("lamp_m");
    for (const FeaturePtr& route : routes) {
        const Stretch dark = longest_without_lamp(*route, lamps, lamp_m);
        Measurement measurement{
            .subject = {route->id}, .at = label_point(route->geometry), .value = dark.length_m};
        measurement.grounds.thing(Role::path, *route).word(Role::path, *route, "night_route");
        for (const FeaturePtr& lamp : lamps)
            measurement.grounds.thing(Role::luminaire, *lamp);
        measurement.text = called_first(Role::path, *route) + " has no lamp within " + rounded_text(lamp_m) +
                           " m along " + rounded_text(dark.length_m) + " m";
        if (dark.points.size() > 1) {
            measurement.at = dark.points[dark.points.size() / 2];
            measurement.evidence.push_back(
                {"no lamp near this stretch", {}, Geometry::make_line(dark.points)});
        }
        measurement.evidence.push_back({"route at night", route->id, {}});
        measured.subjects.push_back(std::move(measurement));
    }
    return measured;
}

} // namespace prospect::assessment
