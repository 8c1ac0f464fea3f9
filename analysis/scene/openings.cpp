#include "analysis/scene/openings.h"

#include "analysis/scene/clip.h"
#include "geometry/base/tolerances.h"
#include "geometry/index/spatial_index.h"
#include "geometry/site/assume.h"

#include <algorithm>
#include <set>

namespace prospect::scene {

namespace {

// The walls of some of the buildings.
class Walls {
public:
    template <class Wanted>
    Walls(const Site& site, Wanted&& wanted) {
        std::vector<Box> boxes;
        for (const auto& [layer, building] : site.features(Role::building))
            if (wanted(*building) && !building->geometry.empty()) {
                buildings_.push_back(building);
                boxes.push_back(building->geometry.box());
            }
        index_ = SpatialIndex(boxes);
    }
    // Whether one is near enough to be the host of an opening.
    bool has(Point at) const {
        const auto found = index_.query(Box{at.x, at.y, at.x, at.y}.grown(tolerance::opening_host_m));
        return std::any_of(found.begin(), found.end(), [&](std::uint32_t i) {
            return edge_distance(buildings_[i]->geometry, at) <= tolerance::opening_host_m;
        });
    }

private:
    std::vector<FeaturePtr> buildings_;
    SpatialIndex index_;
};

std::vector<FeaturePtr> missing_windows(const Site& site) {
    const SitePtr with = apply(site, assume_windows(site).edit);
    std::set<Uuid> drawn;
    for (const auto& [layer, feature] : site.features(Role::opening))
        drawn.insert(feature->id);
    std::vector<FeaturePtr> found;
    for (const auto& [layer, feature] : with->features(Role::opening))
        if (!drawn.contains(feature->id)) found.push_back(feature);
    return found;
}

} // namespace

PlanOpenings openings_of(const Site& site, Phase phase, MissingWindows missing) {
    const Walls standing(site, [&](const Feature& building) { return present(building, phase); });
    const Walls absent(site, [&](const Feature& building) { return !present(building, phase); });
    PlanOpenings openings;
    for (const auto& [layer, feature] : site.features(Role::opening)) {
        if (!present(*feature, phase) || feature->geometry.empty()) continue;
        const Point at = label_point(feature->geometry);
        if (absent.has(at) && !standing.has(at)) {
            ++openings.without_building;
            continue;
        }
        const Attribute* kind = feature->find("kind");
        openings.all.push_back({feature, kind && kind->basis == Basis::assumed});
    }
    if (missing == MissingWindows::assume)
        for (FeaturePtr& window : missing_windows(site))
            if (standing.has(label_point(window->geometry)))
                openings.all.push_back({std::move(window), true});
    return openings;
}

} // namespace prospect::scene
