#include "analysis/assessment/touched.h"

#include "analysis/assessment/facts.h"
#include "analysis/scene/footing.h"

#include <algorithm>
#include <map>

namespace prospect::assessment {

namespace {

Box place_of(Role role, const Feature& feature) {
    const double crown_m = role == Role::tree ? number_of(Role::tree, feature, "crown_m").value : 0;
    return feature.geometry.box().grown(crown_m / 2);
}

Box place_of(const Site& site, const Uuid& id) {
    const Layer* layer = site.layer_of(id);
    if (layer == nullptr) return {};
    const auto feature = std::find_if(layer->features.begin(), layer->features.end(),
                                      [&](const FeaturePtr& one) { return one->id == id; });
    if (feature == layer->features.end()) return {};
    return place_of(layer->role, **feature);
}

// Features of a role that are in the first and not, or otherwise, in the second. Shared layers are left out.
void add_missing(const Site& in, const Site& from, Role role, Touched& touched) {
    std::set<const Layer*> shared;
    std::map<Uuid, Digest> there;
    for (const LayerPtr& layer : from.layers) {
        if (layer->role != role) continue;
        shared.insert(layer.get());
        for (const FeaturePtr& feature : layer->features)
            there.emplace(feature->id, content_digest(*feature));
    }
    for (const LayerPtr& layer : in.layers) {
        if (layer->role != role || shared.contains(layer.get())) continue;
        for (const FeaturePtr& feature : layer->features) {
            const auto found = there.find(feature->id);
            if (found != there.end() && found->second == content_digest(*feature)) continue;
            touched.roles.insert(role);
            if (!feature->geometry.empty()) touched.places.push_back(place_of(role, *feature));
        }
    }
}

std::vector<const Field*> rasters_of(const Site& site) {
    std::vector<const Field*> rasters;
    for (const LayerPtr& layer : site.layers)
        if (layer->raster) rasters.push_back(layer->raster.get());
    return rasters;
}

bool adds_windows(const SiteChangeStep& step) {
    const auto* added = std::get_if<AddFeatures>(&step);
    return added != nullptr &&
           std::all_of(added->features.begin(), added->features.end(), [](const FeaturePtr& one) {
               // What stands open is cut out of a fence.
               return own_text(*one, "kind") == "window" && own_text(*one, "control") != "open";
           });
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

Touched touched_between(const Site& before, const Site& after) {
    Touched touched;
    touched.everywhere = before.photometries != after.photometries ||
                         rasters_of(before) != rasters_of(after) || before.frame.crs != after.frame.crs ||
                         before.frame.origin != after.frame.origin;
    for (const RoleInfo& role : roles()) {
        if (role_hash(before, role.role) == role_hash(after, role.role)) continue;
        touched.roles.insert(role.role);
        const std::size_t places = touched.places.size();
        add_missing(before, after, role.role, touched);
        add_missing(after, before, role.role, touched);
        if (touched.places.size() == places) touched.everywhere = true; // what has changed has no place
    }
    return touched;
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

bool keeps_footing(const Site& site, const SiteEdit& edit) {
    static const std::set<std::string> harmless{"mature_m", "clear_stem_m", "crown_m",
                                                "opacity",  "hfov_deg",     "azimuth_deg",
                                                "tilt_deg", "dimming",      "cri"};
    const auto kept = [&](const SiteChangeStep& step) {
        if (const auto* change = std::get_if<ChangeAttribute>(&step)) {
            if (harmless.contains(change->attribute)) return true;
            const Layer* layer = site.layer_of(change->feature);
            if (layer == nullptr || change->attribute != "height_m") return false;
            if (layer->role != Role::planting) return true;
            const auto to = change->value ? as_number(*change->value) : std::nullopt;
            const auto found =
                std::find_if(layer->features.begin(), layer->features.end(),
                             [&](const FeaturePtr& one) { return one->id == change->feature; });
            return to && *to >= scene::Footing::waded_m && found != layer->features.end() &&
                   number_of(Role::planting, **found, "height_m").value >= scene::Footing::waded_m;
        }
        if (std::holds_alternative<AddFeatures>(step)) return adds_windows(step);
        if (const auto* moved = std::get_if<ChangeGeometry>(&step)) {
            const Layer* layer = site.layer_of(moved->feature);
            return layer != nullptr && layer->role == Role::activity;
        }
        if (const auto* removed = std::get_if<RemoveFeatures>(&step))
            return std::all_of(removed->features.begin(), removed->features.end(), [&](const Uuid& one) {
                const Layer* layer = site.layer_of(one);
                return layer != nullptr && layer->role == Role::tree;
            });
        return false;
    };
    return std::all_of(edit.steps.begin(), edit.steps.end(), kept);
}

bool changes_ways(const Site& site, const SiteEdit& edit) {
    const auto of_ways = [](const Layer* layer) {
        return layer != nullptr && (layer->role == Role::barrier || layer->role == Role::opening);
    };
    return std::any_of(edit.steps.begin(), edit.steps.end(), [&](const SiteChangeStep& step) {
        if (const auto* added = std::get_if<AddFeatures>(&step))
            return of_ways(site.layer(added->layer)) && !adds_windows(step);
        if (const auto* removed = std::get_if<RemoveFeatures>(&step))
            return std::any_of(removed->features.begin(), removed->features.end(),
                               [&](const Uuid& one) { return of_ways(site.layer_of(one)); });
        const auto* change = std::get_if<ChangeAttribute>(&step);
        return change != nullptr && change->attribute == "control" && of_ways(site.layer_of(change->feature));
    });
}

bool keeps_light(const SiteEdit& edit) {
    return std::all_of(edit.steps.begin(), edit.steps.end(), adds_windows);
}

} // namespace prospect::assessment
