#include "geometry/site/plan_changes.h"

#include "geometry/site/feature_match.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace prospect {

namespace {

std::vector<std::string> different_attributes(const Feature& before, const Feature& after) {
    std::set<std::string> names;
    const auto compare = [&names](const Feature& one, const Feature& other) {
        for (const Attribute& attribute : one.attributes) {
            const Attribute* same = other.find(attribute.name);
            if (same == nullptr || !same_value(same->value, attribute.value)) names.insert(attribute.name);
        }
    };
    compare(before, after);
    compare(after, before);
    return {names.begin(), names.end()};
}

// Absent when nothing differs that anybody would see or measure.
std::optional<PlanChange> change_of(Role role, const FeaturePtr& before, const FeaturePtr& after) {
    PlanChange change{PlanChange::Kind::changed, role, before, after, false, false, {}};
    change.reshaped = before->geometry != after->geometry && !same_shape(before->geometry, after->geometry);
    change.renamed = before->name != after->name;
    change.attributes = different_attributes(*before, *after);
    if (before->phase_from != after->phase_from) change.attributes.emplace_back("phase_from");
    if (before->phase_to != after->phase_to) change.attributes.emplace_back("phase_to");
    if (!change.reshaped && !change.renamed && change.attributes.empty()) return std::nullopt;
    return change;
}

} // namespace

std::string_view name_of(PlanChange::Kind kind) {
    switch (kind) {
    case PlanChange::Kind::removed:
        return "removed";
    case PlanChange::Kind::changed:
        return "changed";
    case PlanChange::Kind::added:
        return "added";
    }
    return {};
}

std::vector<PlanChange> plan_changes(const Site& from, const Site& to) {
    std::unordered_set<const Layer*> shared;
    for (const LayerPtr& layer : from.layers)
        shared.insert(layer.get());
    std::erase_if(shared, [&](const Layer* layer) {
        return std::none_of(to.layers.begin(), to.layers.end(),
                            [&](const LayerPtr& other) { return other.get() == layer; });
    });
    const auto looked_at = [&](const Layer& layer) {
        return !shared.contains(&layer) && layer.role != Role::annotation;
    };
    struct Old {
        Role role{};
        FeaturePtr feature;
    };
    std::unordered_map<Uuid, Old> old;
    for (const LayerPtr& layer : from.layers)
        if (looked_at(*layer))
            for (const FeaturePtr& feature : layer->features)
                old.emplace(feature->id, Old{layer->role, feature});
    std::vector<PlanChange> changes;
    std::unordered_set<Uuid> seen;
    for (const LayerPtr& layer : to.layers) {
        if (!looked_at(*layer)) continue;
        for (const FeaturePtr& feature : layer->features) {
            const auto before = old.find(feature->id);
            if (before == old.end() || before->second.role != layer->role) {
                changes.push_back({PlanChange::Kind::added, layer->role, nullptr, feature, false, false, {}});
                continue;
            }
            seen.insert(feature->id);
            if (before->second.feature == feature) continue;
            if (auto change = change_of(layer->role, before->second.feature, feature))
                changes.push_back(std::move(*change));
        }
    }
    for (const LayerPtr& layer : from.layers)
        if (looked_at(*layer))
            for (const FeaturePtr& feature : layer->features)
                if (!seen.contains(feature->id))
                    changes.push_back(
                        {PlanChange::Kind::removed, layer->role, feature, nullptr, false, false, {}});
    std::stable_sort(changes.begin(), changes.end(), [](const PlanChange& a, const PlanChange& b) {
        return std::tuple(a.role, a.kind) < std::tuple(b.role, b.kind);
    });
    return changes;
}

} // namespace prospect
