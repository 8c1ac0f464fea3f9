#include "geometry/base/error.h"
#include "geometry/site/site.h"

#include <unordered_map>
#include <utility>

namespace prospect {

namespace {

// The feature with coordinates that files can hold exactly; shared when they are so already.
FeaturePtr on_grid(const FeaturePtr& feature) {
    Geometry moved = feature->geometry;
    put_on_grid(moved);
    if (moved == feature->geometry) return feature;
    auto copy = std::make_shared<Feature>(*feature);
    copy->geometry = std::move(moved);
    return copy;
}

// A site while edits are applied. Layers are copied when first changed; removed features leave a null until
// the end, so that places stay valid.
class Editor {
public:
    Editor(const Site& site, std::vector<Unapplied>* unapplied)
        : site_(std::make_shared<Site>(site)), opened_(site.layers.size()), unapplied_(unapplied) {}

    void edit(const SiteEdit& edit) {
        title_ = &edit.title;
        for (const SiteChangeStep& one : edit.steps)
            std::visit([&](const auto& change) { step(change); }, one);
        ++site_->revision;
    }

    void step(const AddLayer& add) {
        if (!add.layer) return skip("the layer to add is missing");
        if (slot_of(add.layer->id)) return skip("layer \"" + add.layer->name + "\" is already there");
        const std::string name = unique_layer_name(*site_, add.layer->name);
        site_->layers.push_back(add.layer);
        opened_.emplace_back();
        if (name != add.layer->name) open(site_->layers.size() - 1).name = name;
        put_layer_on_grid(site_->layers.size() - 1);
        places_.clear();
    }

    void step(const RemoveLayer& remove) {
        const auto slot = slot_of(remove.layer);
        if (!slot) return skip_layer(remove.layer);
        const auto offset = static_cast<std::ptrdiff_t>(*slot);
        site_->layers.erase(site_->layers.begin() + offset);
        opened_.erase(opened_.begin() + offset);
        places_.clear();
    }

    void step(const ChangeLayer& change) {
        const auto slot = slot_of(change.layer);
        if (!slot) return skip_layer(change.layer);
        const bool renamed = site_->layers[*slot]->name != change.name;
        const std::string name = renamed ? unique_layer_name(*site_, change.name) : change.name;
        Layer& layer = open(*slot);
        if (layer.role != change.role) mark(layer, unmarked_sensitivity(change.role));
        layer.name = name;
        layer.role = change.role;
        layer.visible = change.visible;
        layer.opacity = change.opacity;
    }

    void step(const AddFeatures& add) {
        const auto slot = slot_of(add.layer);
        if (!slot) return skip_layer(add.layer);
        for (const FeaturePtr& feature : add.features) {
            if (find(feature->id)) {
                skip("feature " + feature->id.text() + " is already there");
                continue;
            }
            Layer& layer = open(*slot);
            layer.features.push_back(on_grid(feature));
            if (!places_.empty()) places_.emplace(feature->id, Place{*slot, layer.features.size() - 1});
        }
    }

    void step(const RemoveFeatures& remove) {
        for (const Uuid& id : remove.features) {
            const auto place = find(id);
            if (!place) {
                skip_feature(id);
                continue;
            }
            open(place->slot).features[place->index] = nullptr;
            places_.erase(id);
            holes_ = true;
        }
    }

    void step(const MoveFeatures& move) {
        const auto slot = slot_of(move.layer);
        if (!slot) return skip_layer(move.layer);
        const LayerPtr target = site_->layers[*slot];
        if (target->raster || target->picture)
            return skip("layer \"" + target->name + "\" takes no single things");
        for (const Uuid& id : move.features) {
            const auto place = find(id);
            if (!place) {
                skip_feature(id);
            } else if (site_->layers[place->slot]->role != target->role) {
                skip("feature " + id.text() + " is of another kind than layer \"" + target->name + "\"");
            } else if (place->slot != *slot) {
                FeaturePtr feature = std::exchange(open(place->slot).features[place->index], nullptr);
                holes_ = true;
                Layer& layer = open(*slot);
                layer.features.push_back(std::move(feature));
                if (!places_.empty()) places_[id] = {*slot, layer.features.size() - 1};
            }
        }
    }

    void step(const ChangeGeometry& change) {
        change_feature(change.feature, [&](Feature& feature) {
            feature.geometry = change.geometry;
            put_on_grid(feature.geometry);
        });
    }

    void step(const ChangeAttribute& change) {
        change_feature(change.feature, [&](Feature& feature) {
            if (change.value)
                feature.set(change.attribute, *change.value, change.basis);
            else
                feature.unset(change.attribute);
        });
    }

    void step(const ChangeName& change) {
        change_feature(change.feature, [&](Feature& feature) { feature.name = change.name; });
    }

    void step(const ChangeExtra& change) {
        change_feature(change.feature, [&](Feature& feature) {
            auto& extra = feature.extra;
            const auto place =
                std::lower_bound(extra.begin(), extra.end(), change.name,
                                 [](const auto& one, const std::string& name) { return one.first < name; });
            const bool there = place != extra.end() && place->first == change.name;
            if (there && change.value)
                place->second = *change.value;
            else if (there)
                extra.erase(place);
            else if (change.value)
                extra.emplace(place, change.name, *change.value);
        });
    }

    SitePtr finish() {
        if (holes_)
            for (const auto& layer : opened_)
                if (layer) std::erase(layer->features, nullptr);
        return std::move(site_);
    }

private:
    struct Place {
        std::size_t slot = 0;
        std::size_t index = 0;
    };

    // Features nobody has marked take on what the new role counts as, never less than they were.
    static void mark(Layer& layer, Sensitivity unmarked) {
        if (unmarked == Sensitivity::ordinary) return;
        for (FeaturePtr& feature : layer.features)
            if (feature && feature->sensitivity == Sensitivity::ordinary) {
                auto marked = std::make_shared<Feature>(*feature);
                marked->sensitivity = unmarked;
                feature = std::move(marked);
            }
    }

    void skip(std::string reason) {
        if (unapplied_) unapplied_->push_back({*title_, std::move(reason)});
    }
    void skip_layer(const Uuid& id) { skip("layer " + id.text() + " is no longer there"); }
    void skip_feature(const Uuid& id) { skip("feature " + id.text() + " is no longer there"); }

    std::optional<std::size_t> slot_of(const Uuid& id) const {
        for (std::size_t slot = 0; slot < site_->layers.size(); ++slot)
            if (site_->layers[slot]->id == id) return slot;
        return std::nullopt;
    }

    Layer& open(std::size_t slot) {
        if (!opened_[slot]) {
            opened_[slot] = std::make_shared<Layer>(*site_->layers[slot]);
            site_->layers[slot] = opened_[slot];
        }
        return *opened_[slot];
    }

    void put_layer_on_grid(std::size_t slot) {
        const LayerPtr layer = site_->layers[slot];
        for (std::size_t index = 0; index < layer->features.size(); ++index)
            if (FeaturePtr moved = on_grid(layer->features[index]); moved != layer->features[index])
                open(slot).features[index] = std::move(moved);
    }

    // The first few look-ups scan; a long edit pays once for a table of all features.
    std::optional<Place> find(const Uuid& id) {
        constexpr int scans = 4;
        if (places_.empty() && ++look_ups_ > scans) index_features();
        if (!places_.empty()) {
            const auto found = places_.find(id);
            return found == places_.end() ? std::nullopt : std::optional(found->second);
        }
        for (std::size_t slot = 0; slot < site_->layers.size(); ++slot) {
            const auto& features = site_->layers[slot]->features;
            for (std::size_t index = 0; index < features.size(); ++index)
                if (features[index] && features[index]->id == id) return Place{slot, index};
        }
        return std::nullopt;
    }

    void index_features() {
        for (std::size_t slot = 0; slot < site_->layers.size(); ++slot) {
            const auto& features = site_->layers[slot]->features;
            for (std::size_t index = 0; index < features.size(); ++index)
                if (features[index]) places_.emplace(features[index]->id, Place{slot, index});
        }
    }

    template <class Change>
    void change_feature(const Uuid& id, Change&& change) {
        const auto place = find(id);
        if (!place) return skip_feature(id);
        FeaturePtr& slot = open(place->slot).features[place->index];
        auto changed = std::make_shared<Feature>(*slot);
        change(*changed);
        slot = std::move(changed);
    }

    std::shared_ptr<Site> site_;
    std::vector<std::shared_ptr<Layer>> opened_; // beside site_->layers: the copy being changed, or null
    std::unordered_map<Uuid, Place> places_;     // empty: not made yet, or out of date
    int look_ups_ = 0;
    bool holes_ = false;
    const std::string* title_ = nullptr; // of the edit at hand
    std::vector<Unapplied>* unapplied_;
};

} // namespace

SitePtr apply(const Site& site, const SiteEdit& edit, std::vector<Unapplied>* unapplied) {
    Editor editor(site, unapplied);
    editor.edit(edit);
    return editor.finish();
}

SitePtr with_scenario(const Site& site, std::string_view name, std::vector<Unapplied>* unapplied) {
    const Scenario* scenario = site.scenario(name);
    if (!scenario) {
        std::string names;
        for (const auto& one : site.scenarios)
            names += (names.empty() ? "" : ", ") + one->name;
        throw Error(ErrorCode::usage, "there is no option called \"" + std::string(name) + "\"",
                    names.empty() ? "this site has no options; leave the name out"
                                  : "choose one of: " + names);
    }
    Editor editor(site, unapplied);
    for (const SiteEdit& edit : scenario->edits)
        editor.edit(edit);
    return editor.finish();
}

} // namespace prospect
