#include "analysis/scene/openings.h"

#include "geometry/site/assume.h"

#include <set>

namespace prospect::scene {

namespace {

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

std::vector<PlanOpening> openings_of(const Site& site, Phase phase, MissingWindows missing) {
    std::vector<PlanOpening> openings;
    for (const auto& [layer, feature] : site.features(Role::opening)) {
        if (!present(*feature, phase) || feature->geometry.empty()) continue;
        const Attribute* kind = feature->find("kind");
        openings.push_back({feature, kind && kind->basis == Basis::assumed});
    }
    if (missing == MissingWindows::assume)
        for (FeaturePtr& window : missing_windows(site))
            openings.push_back({std::move(window), true});
    return openings;
}

} // namespace prospect::scene
