#include "geometry/site/assume_everywhere.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

namespace prospect {

namespace {

std::vector<FeaturePtr> added_by(const AssumedEdit& made) {
    std::vector<FeaturePtr> added;
    for (const SiteChangeStep& step : made.edit.steps)
        if (const auto* add = std::get_if<AddLayer>(&step))
            added.insert(added.end(), add->layer->features.begin(), add->layer->features.end());
    return added;
}

// All but which one it is.
Digest likeness(const Feature& feature) {
    Feature copy = feature;
    copy.id = {};
    return content_digest(copy);
}

using ValueKey = std::pair<Uuid, std::string>;

// What an option needs besides what it inherits: `own` is assumed of it alone, `base` of the base.
SiteEdit difference(const AssumedEdit& base, const AssumedEdit& own) {
    std::multimap<Digest, Uuid> inherited;
    for (const FeaturePtr& feature : added_by(base))
        inherited.emplace(likeness(*feature), feature->id);
    std::map<ValueKey, Value> values;
    for (const SiteChangeStep& step : base.edit.steps)
        if (const auto* change = std::get_if<ChangeAttribute>(&step); change && change->value)
            values.emplace(ValueKey{change->feature, change->attribute}, *change->value);

    SiteEdit edit{own.edit.title.empty() ? base.edit.title : own.edit.title, {}};
    std::set<Uuid> valued;
    for (const SiteChangeStep& step : own.edit.steps) {
        if (const auto* add = std::get_if<AddLayer>(&step)) {
            auto layer = std::make_shared<Layer>(*add->layer);
            std::erase_if(layer->features, [&](const FeaturePtr& feature) {
                const auto same = inherited.find(likeness(*feature));
                if (same == inherited.end()) return false;
                inherited.erase(same);
                return true;
            });
            if (!layer->features.empty()) edit.steps.push_back(AddLayer{std::move(layer)});
        } else if (const auto* change = std::get_if<ChangeAttribute>(&step)) {
            const auto known = values.find({change->feature, change->attribute});
            if (known != values.end() && change->value && known->second == *change->value) continue;
            valued.insert(change->feature);
            edit.steps.push_back(step);
        } else if (const auto* mark = std::get_if<ChangeExtra>(&step)) {
            if (valued.contains(mark->feature)) edit.steps.push_back(step);
        } else {
            edit.steps.push_back(step);
        }
    }
    RemoveFeatures unfit;
    for (const auto& [like, id] : inherited)
        unfit.features.push_back(id);
    if (!unfit.features.empty()) edit.steps.insert(edit.steps.begin(), std::move(unfit));
    return edit;
}

// The step without the things that are gone; absent where nothing of it is left.
std::optional<SiteChangeStep> without(const SiteChangeStep& step, const std::unordered_set<Uuid>& gone) {
    return std::visit(
        [&](const auto& change) -> std::optional<SiteChangeStep> {
            if constexpr (requires { change.feature; }) {
                if (gone.contains(change.feature)) return std::nullopt;
            } else if constexpr (std::is_same_v<std::decay_t<decltype(change)>, RemoveFeatures> ||
                                 std::is_same_v<std::decay_t<decltype(change)>, MoveFeatures>) {
                auto left = change;
                std::erase_if(left.features, [&](const Uuid& id) { return gone.contains(id); });
                if (left.features.empty()) return std::nullopt;
                return left;
            }
            return change;
        },
        step);
}

// Nothing where none of them is named.
std::optional<std::vector<SiteEdit>> without(const std::vector<SiteEdit>& edits,
                                             const std::unordered_set<Uuid>& gone) {
    std::vector<SiteEdit> left;
    bool changed = false;
    for (const SiteEdit& edit : edits) {
        SiteEdit kept{edit.title, {}};
        for (const SiteChangeStep& step : edit.steps) {
            changed = changed || names_any(step, gone);
            if (auto one = without(step, gone)) kept.steps.push_back(std::move(*one));
        }
        if (!kept.steps.empty()) left.push_back(std::move(kept));
    }
    if (!changed) return std::nullopt;
    return left;
}

// The base with the edits of its options as edits_of(option, share of the work) has them; an option for which
// that has nothing stays the same object.
template <class EditsOf>
SitePtr with_options(const SitePtr& base, const Progress& progress, EditsOf edits_of) {
    auto next = std::make_shared<Site>(*base);
    const double count = std::max<double>(1, static_cast<double>(next->scenarios.size()));
    double done = 0;
    for (auto& option : next->scenarios) {
        progress.report(done / count);
        std::optional<std::vector<SiteEdit>> edits =
            edits_of(*option, progress.part(done / count, (done + 1) / count));
        if (edits)
            option = std::make_shared<const Scenario>(Scenario{option->id, option->name, std::move(*edits)});
        ++done;
    }
    return next;
}

std::vector<SiteEdit> longer(const Scenario& option, SiteEdit edit) {
    std::vector<SiteEdit> edits = option.edits;
    edits.push_back(std::move(edit));
    return edits;
}

// The work for the base of that with all its options.
double share_of_base(const Site& base) {
    return 1 / (1 + static_cast<double>(base.scenarios.size()));
}

} // namespace

AgreedEverywhere assumed_everywhere(const Site& base, std::string_view shown, const Assume& assume,
                                    const Progress& progress) {
    progress.checkpoint();
    AgreedEverywhere agreed;
    const double first = share_of_base(base);
    const AssumedEdit in_place = assume(base, progress.part(0, first));
    agreed.in_existing_place = !in_place.empty();
    if (shown.empty()) agreed.shown = in_place;
    SitePtr after = with_options(apply(base, in_place.edit), progress.part(first, 1),
                                 [&](const Scenario& option, const Progress& part) {
                                     AssumedEdit own = assume(*with_scenario(base, option.name), part);
                                     SiteEdit edit = difference(in_place, own);
                                     if (option.name == shown) agreed.shown = std::move(own);
                                     std::optional<std::vector<SiteEdit>> edits;
                                     if (edit.steps.empty()) return edits;
                                     agreed.options.push_back(option.name);
                                     edits = longer(option, std::move(edit));
                                     return edits;
                                 });
    if (!agreed.shown.empty()) agreed.site = std::move(after);
    return agreed;
}

namespace {

// Layers that hold, in some option, more than what is gone.
std::unordered_set<Uuid> layers_in_use(const Site& base, const std::unordered_set<Uuid>& gone) {
    std::unordered_set<Uuid> used;
    for (const auto& option : base.scenarios)
        for (const SiteEdit& edit : without(option->edits, gone).value_or(option->edits))
            for (const SiteChangeStep& step : edit.steps) {
                if (const auto* add = std::get_if<AddFeatures>(&step)) used.insert(add->layer);
                if (const auto* move = std::get_if<MoveFeatures>(&step)) used.insert(move->layer);
            }
    return used;
}

} // namespace

AgreedEverywhere taken_back_everywhere(const Site& base, std::string_view shown, std::string_view what,
                                       const Progress& progress) {
    progress.checkpoint();
    AgreedEverywhere agreed;
    AssumedEdit in_place = take_back(base, what);
    const double first = share_of_base(base);
    progress.report(first);
    const std::unordered_set<Uuid> gone(in_place.concerned.begin(), in_place.concerned.end());
    std::erase_if(in_place.edit.steps, [used = layers_in_use(base, gone)](const SiteChangeStep& step) {
        const auto* layer = std::get_if<RemoveLayer>(&step);
        return layer && used.contains(layer->layer);
    });
    agreed.in_existing_place = !in_place.empty();
    if (shown.empty())
        agreed.shown = in_place;
    else
        agreed.shown = take_back(*with_scenario(base, shown), what);
    if (agreed.shown.empty()) return agreed;
    const SitePtr kept =
        with_options(apply(base, in_place.edit), progress.part(first, first),
                     [&](const Scenario& option, const Progress&) { return without(option.edits, gone); });
    agreed.site = with_options(kept, progress.part(first, 1), [&](const Scenario& option, const Progress&) {
        AssumedEdit own = take_back(*with_scenario(*kept, option.name), what);
        std::optional<std::vector<SiteEdit>> edits;
        if (own.empty()) return edits;
        agreed.options.push_back(option.name);
        edits = longer(option, std::move(own.edit));
        return edits;
    });
    return agreed;
}

} // namespace prospect
