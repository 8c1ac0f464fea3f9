#include "analysis/assessment/touched.h"

#include "analysis/assessment/facts.h"

#include <algorithm>

namespace prospect::assessment {

namespace {

Box place_of(const Site& site, const Uuid& id) {
    const Layer* layer = site.layer_of(id);
    if (layer == nullptr) return {};
    const auto feature = std::find_if(layer->features.begin(), layer->features.end(),
                                      [&](const FeaturePtr& one) { return one->id == id; });
    if (feature == layer->features.end()) return {};
    const double crown_m = layer->role == Role::tree ? number_of(Role::tree, **feature, "crown_m").value : 0;
    return (*feature)->geometry.box().grown(crown_m / 2);
}

} // namespace

std::set<Role> roles_of(const Site& site, const SiteEdit& edit) {
    std::set<Role> roles;
    const auto add = [&](const Layer* layer) {
        if (layer) roles.insert(layer->role);
    };
    for (const SiteChangeStep& step : edit.steps) {
        if (const auto* change = std::get_if<ChangeAttribute>(&step)) add(site.layer_of(change->feature));
        if (const auto* moved = std::get_if<ChangeGeometry>(&step)) add(site.layer_of(moved->feature));
        if (const auto* added = std::get_if<AddFeatures>(&step)) add(site.layer(added->layer));
        if (const auto* removed = std::get_if<RemoveFeatures>(&step))
            for (const Uuid& feature : removed->features)
                add(site.layer_of(feature));
    }
    return roles;
}

std::set<Uuid> removed_by(const SiteEdit& edit) {
    std::set<Uuid> things;
    for (const SiteChangeStep& step : edit.steps)
        if (const auto* removed = std::get_if<RemoveFeatures>(&step))
            things.insert(removed->features.begin(), removed->features.end());
    return things;
}

std::vector<Box> places_of(const Site& site, const SiteEdit& edit) {
    std::vector<Box> places;
    for (const SiteChangeStep& step : edit.steps)
        if (const auto* change = std::get_if<ChangeAttribute>(&step)) {
            places.push_back(place_of(site, change->feature));
        } else if (const auto* moved = std::get_if<ChangeGeometry>(&step)) {
            places.push_back(place_of(site, moved->feature));
            places.push_back(moved->geometry.box());
        } else if (const auto* added = std::get_if<AddFeatures>(&step)) {
            for (const FeaturePtr& feature : added->features)
                places.push_back(feature->geometry.box());
        } else if (const auto* removed = std::get_if<RemoveFeatures>(&step)) {
            for (const Uuid& feature : removed->features)
                places.push_back(place_of(site, feature));
        } else {
            return {};
        }
    return places;
}

} // namespace prospect::assessment
