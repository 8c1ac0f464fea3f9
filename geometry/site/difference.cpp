#include "geometry/site/difference.h"

#include "geometry/base/tolerances.h"
#include "geometry/site/feature_match.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

namespace prospect {

namespace {

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string listed(const std::set<std::string>& names) {
    constexpr std::size_t most = 5;
    std::string text;
    std::size_t shown = 0;
    for (const std::string& name : names)
        if (shown++ < most) text += (text.empty() ? "" : ", ") + name;
    if (names.size() > most) text += " and " + std::to_string(names.size() - most) + " more";
    return text;
}

class Comparison {
public:
    Comparison(const Site& existing, std::span<const IncomingLayer> incoming, const std::string& name)
        : site_(existing), incoming_(incoming), name_(name) {
        for (const IncomingLayer& layer : incoming) {
            const std::string key = layer_key({layer.file, layer.source_layer, {}});
            for (const FeaturePtr& feature : layer.features)
                area_.add(feature->geometry.box());
            if (layer.features.empty())
                empty_layers_.insert(key);
            else
                shown_.insert({key, layer.role});
        }
        area_ = area_.grown(tolerance::drawing_margin_m);
        for (const auto& [key, role] : shown_)
            empty_layers_.erase(key);
        for (const LayerPtr& layer : existing.layers)
            for (const FeaturePtr& feature : layer->features)
                ids_.insert(feature->id);
    }

    Difference run(const Progress& progress) {
        for (const RoleInfo& role : roles()) {
            progress.report(static_cast<double>(role.role) / static_cast<double>(role_count));
            compare(role.role, progress);
        }
        if (!removed_.empty()) difference_.steps.emplace_back(RemoveFeatures{std::move(removed_)});
        for (SiteChangeStep& step : changes_)
            difference_.steps.push_back(std::move(step));
        add_new();
        tell();
        return std::move(difference_);
    }

private:
    void compare(Role role, const Progress& progress);
    void change(Role role, const Feature& from, const FeaturePtr& to, const Uuid& layer);
    void add(const IncomingLayer& layer, const FeaturePtr& feature);
    void remove_or_keep(Role role, const Feature& feature);
    void add_new();
    void tell();

    std::size_t& count(Role role, std::size_t DifferenceCounts::*column) {
        return difference_.counts.*(role == Role::underlay ? &DifferenceCounts::drawing_only : column);
    }

    const Site& site_;
    std::span<const IncomingLayer> incoming_;
    const std::string& name_;
    Difference difference_;

    Box area_;                                        // what the files show
    std::set<std::pair<std::string, Role>> shown_;    // source layers with features of a role
    std::set<std::string> empty_layers_;              // source layers without any
    std::unordered_set<Uuid> ids_;                    // of the site and of what is added
    std::map<std::pair<std::string, Role>, Uuid> at_; // layer of the site that a source layer became

    std::vector<Uuid> removed_;
    std::vector<SiteChangeStep> changes_;
    std::map<Uuid, std::vector<FeaturePtr>> added_; // by layer of the site
    std::vector<std::shared_ptr<Layer>> new_layers_;
    std::map<const IncomingLayer*, std::shared_ptr<Layer>> new_layer_of_;

    std::size_t undecided_ = 0;
    std::set<std::string> renumbered_;
    std::size_t drawn_by_hand_ = 0, outside_ = 0, of_other_layers_ = 0;
    std::set<std::string> other_layers_;
};

void Comparison::compare(Role role, const Progress& progress) {
    std::vector<FeaturePtr> incoming;
    std::vector<const IncomingLayer*> layer_of;
    for (const IncomingLayer& layer : incoming_)
        if (layer.role == role)
            for (const FeaturePtr& feature : layer.features) {
                incoming.push_back(feature);
                layer_of.push_back(&layer);
            }
    std::vector<FeaturePtr> existing;
    std::vector<Uuid> at;
    for (const auto& [layer, feature] : site_.features(role)) {
        existing.push_back(feature);
        at.push_back(layer->id);
        if (!feature->source.file.empty()) at_.try_emplace({layer_key(feature->source), role}, layer->id);
    }
    const FeatureMatch match = match_features(existing, incoming, progress);
    std::vector<bool> kept(existing.size(), false);
    for (std::size_t i = 0; i < incoming.size(); ++i) {
        if (const auto j = match.partner[i]) {
            kept[*j] = true;
            change(role, *existing[*j], incoming[i], at[*j]);
        } else {
            add(*layer_of[i], incoming[i]);
        }
    }
    for (std::size_t j = 0; j < existing.size(); ++j)
        if (!kept[j]) remove_or_keep(role, *existing[j]);
    if (role != Role::underlay) undecided_ += match.undecided.size();
    renumbered_.insert(match.renumbered.begin(), match.renumbered.end());
}

void Comparison::change(Role role, const Feature& from, const FeaturePtr& to, const Uuid& layer) {
    const bool reshaped = !same_shape(from.geometry, to->geometry);
    // A file that says nothing of phases does not unsay them.
    const auto phase_from = to->phase_from ? to->phase_from : from.phase_from;
    const auto phase_to = to->phase_to ? to->phase_to : from.phase_to;
    // No edit changes a phase: the feature is taken out and put back, under its id.
    if (from.phase_from != phase_from || from.phase_to != phase_to) {
        auto next = std::make_shared<Feature>(from);
        next->phase_from = phase_from;
        next->phase_to = phase_to;
        if (reshaped) next->geometry = to->geometry;
        if (!to->name.empty()) next->name = to->name;
        for (const Attribute& attribute : to->attributes)
            next->set(attribute.name, attribute.value, attribute.basis);
        removed_.push_back(from.id);
        added_[layer].push_back(std::move(next));
        ++count(role, &DifferenceCounts::changed);
        return;
    }
    const std::size_t before = changes_.size();
    if (reshaped) changes_.emplace_back(ChangeGeometry{from.id, to->geometry});
    if (!to->name.empty() && to->name != from.name) changes_.emplace_back(ChangeName{from.id, to->name});
    for (const Attribute& attribute : to->attributes) {
        const Attribute* old = from.find(attribute.name);
        if (old == nullptr || !same_value(old->value, attribute.value))
            changes_.emplace_back(ChangeAttribute{from.id, attribute.name, attribute.value, attribute.basis});
    }
    if (changes_.size() > before)
        ++count(role, &DifferenceCounts::changed);
    else if (role != Role::underlay)
        ++difference_.counts.unchanged;
}

void Comparison::add(const IncomingLayer& layer, const FeaturePtr& feature) {
    FeaturePtr settled = feature;
    if (!ids_.insert(feature->id).second) {
        auto copy = std::make_shared<Feature>(*feature);
        for (int again = 1; !ids_.insert(copy->id).second; ++again)
            copy->id = Uuid::from_name("option\n" + name_ + "\n" + feature->id.text() + "\n" +
                                       std::to_string(again));
        settled = std::move(copy);
    }
    ++count(layer.role, &DifferenceCounts::added);
    const auto there = at_.find({layer_key(feature->source), layer.role});
    if (there != at_.end()) {
        added_[there->second].push_back(settled);
        return;
    }
    auto& made = new_layer_of_[&layer];
    if (!made) {
        made = std::make_shared<Layer>();
        made->id = Uuid::from_name("option layer\n" + name_ + "\n" + layer.file + "\n" + layer.source_layer +
                                   "\n" + std::string(name_of(layer.role)) + "\n" + layer.name);
        made->name = layer.name;
        made->role = layer.role;
        made->visible = layer.visible;
        new_layers_.push_back(made);
    }
    made->features.push_back(settled);
}

void Comparison::remove_or_keep(Role role, const Feature& feature) {
    if (role == Role::annotation || role == Role::incident) return;
    const std::string key = layer_key(feature.source);
    if (feature.source.file.empty()) {
        ++drawn_by_hand_;
    } else if (!shown_.contains({key, role}) && !empty_layers_.contains(key)) {
        ++of_other_layers_;
        other_layers_.insert(feature.source.layer.empty() ? feature.source.file : feature.source.layer);
    } else if (!area_.intersects(feature.geometry.box())) {
        ++outside_;
    } else {
        removed_.push_back(feature.id);
        ++count(role, &DifferenceCounts::removed);
    }
}

void Comparison::add_new() {
    for (const LayerPtr& layer : site_.layers) // in the site's order
        if (const auto found = added_.find(layer->id); found != added_.end())
            difference_.steps.emplace_back(AddFeatures{layer->id, std::move(found->second)});
    for (const auto& layer : new_layers_)
        difference_.steps.emplace_back(AddLayer{layer});
}

void Comparison::tell() {
    const DifferenceCounts& counts = difference_.counts;
    auto& notes = difference_.notes;
    notes.push_back("compared with the existing place: " + std::to_string(counts.unchanged) + " unchanged, " +
                    std::to_string(counts.changed) + " moved, reshaped or described otherwise, " +
                    std::to_string(counts.added) + " new, " + std::to_string(counts.removed) + " removed");
    if (counts.drawing_only > 0)
        notes.push_back(counted(counts.drawing_only, "line or text that is drawing only differs",
                                "lines and texts that are drawing only differ"));
    if (undecided_ > 0)
        notes.push_back(counted(undecided_, "thing may be", "things may each be") +
                        " one of several in the existing place and count as new; what they replace counts as "
                        "removed");
    for (const std::string& layer : renumbered_)
        notes.push_back((layer.empty() ? std::string("the file") : "layer " + layer) +
                        " was numbered anew, so its things were matched by their shape alone");
    if (of_other_layers_ > 0)
        notes.push_back("kept, because the new file does not have their layers: " +
                        counted(of_other_layers_, "thing", "things") + " (" + listed(other_layers_) + ")");
    if (outside_ > 0)
        notes.push_back("kept, because the new file shows nothing near them: " +
                        counted(outside_, "thing", "things"));
    if (drawn_by_hand_ > 0)
        notes.push_back("kept, because they were drawn by hand: " +
                        counted(drawn_by_hand_, "thing", "things"));
}

} // namespace

Difference difference(const Site& existing, std::span<const IncomingLayer> incoming, const std::string& name,
                      const Progress& progress) {
    return Comparison(existing, incoming, name).run(progress);
}

} // namespace prospect
