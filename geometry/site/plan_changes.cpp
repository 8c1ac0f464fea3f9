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

struct Thing {
    Role role{};
    FeaturePtr feature;
};

// How far ahead the next thing both have in common is looked for.
constexpr std::size_t lookahead = 32;

// Steps over what two lists share at the same place; the rest is appended to `former` and `now`. Options
// share nearly all with the existing place, in the same order.
void leave_out_shared(const Layer& before, const Layer& after, std::vector<Thing>& former,
                      std::vector<Thing>& now) {
    const auto& a = before.features;
    const auto& b = after.features;
    const auto next = [](const std::vector<FeaturePtr>& in, std::size_t at, const FeaturePtr& wanted) {
        const std::size_t end = std::min(in.size(), at + lookahead);
        for (std::size_t i = at; i < end; ++i)
            if (in[i] == wanted) return i;
        return in.size();
    };
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() && j < b.size()) {
        if (a[i] == b[j]) {
            ++i, ++j;
        } else if (const std::size_t in_a = next(a, i, b[j]); in_a < a.size()) {
            for (; i < in_a; ++i)
                former.push_back({before.role, a[i]});
        } else if (const std::size_t in_b = next(b, j, a[i]); in_b < b.size()) {
            for (; j < in_b; ++j)
                now.push_back({after.role, b[j]});
        } else {
            former.push_back({before.role, a[i++]});
            now.push_back({after.role, b[j++]});
        }
    }
    for (; i < a.size(); ++i)
        former.push_back({before.role, a[i]});
    for (; j < b.size(); ++j)
        now.push_back({after.role, b[j]});
}

// All things of both sites but those they share at the same place of the same layer.
std::pair<std::vector<Thing>, std::vector<Thing>> what_may_differ(const Site& from, const Site& to) {
    static const Layer none;
    std::pair<std::vector<Thing>, std::vector<Thing>> rest;
    for (const LayerPtr& layer : from.layers) {
        if (layer->role == Role::annotation) continue;
        const Layer* after = to.layer(layer->id);
        if (after == layer.get()) continue;
        const bool same_role = after != nullptr && after->role == layer->role;
        leave_out_shared(*layer, same_role ? *after : none, rest.first, rest.second);
    }
    for (const LayerPtr& layer : to.layers) {
        if (layer->role == Role::annotation) continue;
        const Layer* before = from.layer(layer->id);
        if (before == nullptr || before->role != layer->role)
            leave_out_shared(none, *layer, rest.first, rest.second);
    }
    return rest;
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
    const auto [former, now] = what_may_differ(from, to);
    std::unordered_map<Uuid, Thing> old;
    for (const Thing& thing : former)
        old.emplace(thing.feature->id, thing);
    std::vector<PlanChange> changes;
    std::unordered_set<Uuid> seen;
    for (const auto& [role, feature] : now) {
        const auto before = old.find(feature->id);
        if (before == old.end() || before->second.role != role) {
            changes.push_back({PlanChange::Kind::added, role, nullptr, feature, false, false, {}});
            continue;
        }
        seen.insert(feature->id);
        if (before->second.feature == feature) continue;
        if (auto change = change_of(role, before->second.feature, feature))
            changes.push_back(std::move(*change));
    }
    for (const auto& [role, feature] : former)
        if (!seen.contains(feature->id))
            changes.push_back({PlanChange::Kind::removed, role, feature, nullptr, false, false, {}});
    std::stable_sort(changes.begin(), changes.end(), [](const PlanChange& a, const PlanChange& b) {
        return std::tuple(a.role, a.kind) < std::tuple(b.role, b.kind);
    });
    return changes;
}

} // namespace prospect
