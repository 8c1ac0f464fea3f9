#include "analysis/threat/way_out.h"

#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/facades.h"
#include "geometry/base/edges.h"

#include <algorithm>

namespace prospect::threat {

namespace {

using scene::AttributeReader;

std::optional<Reached> nearest(const std::vector<FeaturePtr>& features, const Geometry& place) {
    std::optional<Reached> found;
    for (const FeaturePtr& feature : features)
        if (const double away_m = distance_between(place, feature->geometry);
            !found || away_m < found->away_m)
            found = Reached{scene::title_of(*feature), away_m};
    return found;
}

} // namespace

double distance_between(const Geometry& a, const Geometry& b) {
    double nearest_m = std::numeric_limits<double>::infinity();
    for (const Point p : a.points)
        nearest_m = std::min(nearest_m, distance(b, p));
    for (const Point p : b.points)
        nearest_m = std::min(nearest_m, distance(a, p));
    if (nearest_m <= 0 || !a.box().intersects(b.box())) return nearest_m;
    for_each_edge(a, [&](VertexPlace, const Segment& one) {
        for_each_edge(b, [&](VertexPlace, const Segment& other) {
            if (nearest_m > 0 && crossing(one, other)) nearest_m = 0;
        });
    });
    return nearest_m;
}

WaysOut::WaysOut(const scene::Scene& scene) {
    const Phase phase = scene.time().phase;
    for (const auto& [layer, target] : scene.site().features(Role::target))
        if (present(*target, phase) && !target->geometry.empty() &&
            AttributeReader::own_text(*target, "kind") == "refuge")
            shelters_.push_back(target);
    for (const auto& [layer, door] : scene.site().features(Role::opening)) {
        if (!present(*door, phase) || door->geometry.empty() ||
            AttributeReader::own_text(*door, "kind") != "door" ||
            !scene.facades().at(label_point(door->geometry)))
            continue;
        const std::string control = AttributeReader::own_text(*door, "control");
        const std::string hours = AttributeReader::own_text(*door, "hours");
        if (control == "locked" || control == "controlled") continue;
        const auto open = hours.empty() ? std::optional<bool>() : open_at(hours, scene.time());
        if (open.value_or(control == "open" || control == "staffed"))
            shelters_.push_back(door);
        else if (!open)
            ++doors_unknown_;
    }
    for (const auto& [layer, path] : scene.site().features(Role::path))
        if (present(*path, phase) && !path->geometry.empty()) paths_.push_back(path);
}

std::optional<Reached> WaysOut::shelter(const Geometry& place) const {
    return nearest(shelters_, place);
}

std::optional<Reached> WaysOut::way_out(const Geometry& place) const {
    return nearest(paths_, place);
}

} // namespace prospect::threat
