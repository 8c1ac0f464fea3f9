#include "geometry/io/draft_builder.h"

#include "geometry/io/shape_fit.h"

#include <algorithm>

namespace prospect::io {

DraftBuilder::DraftBuilder(const std::filesystem::path& file) : file_name_(file.filename().string()) {
    draft_.file = file;
}

void DraftBuilder::begin_layer(const std::string& source_layer) {
    layer_ = source_layer;
    if (std::find(layers_.begin(), layers_.end(), layer_) == layers_.end()) layers_.push_back(layer_);
}

std::size_t DraftBuilder::layer_for(const Key& key) {
    const auto [place, fresh] = places_.emplace(key, draft_.layers.size());
    if (fresh) {
        LayerDraft layer;
        layer.source_layer = key.source_layer;
        layer.suggested_name = key.name;
        layer.role = key.role;
        draft_.layers.push_back(std::move(layer));
        counts_.push_back(
            {file_name_, key.source_layer, std::string(name_of(key.role.value_or(Role::underlay)))});
    }
    return place->second;
}

void DraftBuilder::fit(Entry& entry) {
    if (!entry.role || *entry.role == Role::underlay) return;
    Feature& feature = entry.feature;
    const std::string id = layer_ + " " + feature.source.id;
    const Point place = feature.geometry.points.front();
    auto fitted = fit_shape(*entry.role, feature.geometry);
    if (!fitted) {
        remark("a " + name_of(feature.geometry.kind) + " cannot be of the kind " +
                   std::string(info(*entry.role).table) + "; kept as drawing only",
               id, place);
        for (const Attribute& attribute : feature.attributes)
            feature.extra.emplace_back(attribute.name, attribute.value);
        feature.attributes.clear();
        entry.role.reset();
        return;
    }
    if (fitted->change.empty()) return;
    remark(fitted->change, id, place);
    feature.geometry = std::move(fitted->geometry);
    if (fitted->crown_m && feature.find("crown_m") == nullptr)
        feature.set("crown_m", *fitted->crown_m, Basis::drawn);
}

void DraftBuilder::identify(Feature& feature) {
    feature.source.file = file_name_;
    feature.source.layer = layer_;
    const std::string name = file_name_ + "\n" + layer_ + "\n" + feature.source.id;
    if (feature.id.is_nil()) feature.id = Uuid::from_name(name);
    for (int copy = 2; !ids_.insert(feature.id).second; ++copy) {
        if (copy == 2)
            remark("its id was taken by an earlier one; it got a new one", layer_ + " " + feature.source.id,
                   feature.geometry.points.front());
        feature.id = Uuid::from_name(name + "\n" + std::to_string(copy));
    }
}

void DraftBuilder::add(Entry entry) {
    fit(entry);
    identify(entry.feature);
    std::sort(entry.feature.extra.begin(), entry.feature.extra.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    const std::size_t place = layer_for({layer_, entry.layer_name, entry.role});
    ++counts_[place].read;
    ++counts_[place].imported;
    counts_[place].repaired += entry.repaired ? 1 : 0;
    draft_.layers[place].features.push_back(std::move(entry.feature));
}

void DraftBuilder::skip(const std::string& reason, const std::string& id, std::optional<Point> place) {
    ++skipped_[layer_];
    draft_.report.add_reason("skipped: " + reason, layer_ + " " + id, place);
}

void DraftBuilder::skip_rest(const std::string& reason, std::size_t count) {
    skipped_[layer_] += count;
    draft_.report.reasons.push_back({"skipped: " + reason, count, layer_, std::nullopt});
}

void DraftBuilder::remark(const std::string& reason, const std::string& id, std::optional<Point> place) {
    draft_.report.add_reason(reason, id, place);
}

void DraftBuilder::note(const std::string& sentence) {
    auto& notes = draft_.report.notes;
    if (std::find(notes.begin(), notes.end(), sentence) == notes.end()) notes.push_back(sentence);
}

void DraftBuilder::name_layers() {
    const auto same = [&](auto member, const auto& value) {
        return std::count_if(draft_.layers.begin(), draft_.layers.end(),
                             [&](const LayerDraft& other) { return other.*member == value; });
    };
    for (LayerDraft& layer : draft_.layers) {
        if (!layer.suggested_name.empty()) continue;
        layer.suggested_name = layer.source_layer;
        if (same(&LayerDraft::source_layer, layer.source_layer) == 1) continue;
        // A source layer of many kinds: the kind is the better name.
        layer.suggested_name = layer.role ? std::string(info(*layer.role).plural) : "Drawing only";
        if (same(&LayerDraft::role, layer.role) > 1) layer.suggested_name += " (" + layer.source_layer + ")";
    }
}

SourceDraft DraftBuilder::finish() {
    // Skipped features are counted with the layer's largest draft: what most of its neighbours became.
    for (const auto& [layer, skipped] : skipped_) {
        SourceCount* most = nullptr;
        for (SourceCount& count : counts_)
            if (count.layer == layer && (most == nullptr || count.imported > most->imported)) most = &count;
        if (most == nullptr) {
            counts_.push_back({file_name_, layer, ""});
            most = &counts_.back();
        }
        most->read += skipped;
        most->skipped += skipped;
    }
    for (const std::string& layer : layers_)
        if (std::none_of(counts_.begin(), counts_.end(),
                         [&](const SourceCount& c) { return c.layer == layer; }))
            counts_.push_back({file_name_, layer, ""});
    draft_.report.sources = std::move(counts_);
    name_layers();
    return std::move(draft_);
}

} // namespace prospect::io
