#include "geometry/site/site.h"

#include "geometry/site/study_area.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>

namespace prospect {

namespace {

std::string small_letters(std::string_view text) {
    std::string small(text);
    for (char& letter : small)
        letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return small;
}

// What the luminaires that name a photometry get of it: a name that finds none counts as nothing.
void add_photometries(const Site& site, Sha256& sum) {
    if (site.photometries.empty()) return;
    std::set<std::string> named;
    for (const auto& [layer, luminaire] : site.features(Role::luminaire))
        if (const Attribute* name = luminaire->find("photometry")) named.insert(as_text(name->value));
    for (const std::string& name : named)
        if (const auto found = photometry_named(site.photometries, name))
            sum.add("photometry").add(name).add(found->sha256);
}

} // namespace

bool same_photometry_name(std::string_view a, std::string_view b) {
    return small_letters(a) == small_letters(b);
}

std::shared_ptr<const Photometry> photometry_named(const Photometries& photometries, std::string_view name) {
    if (const auto exact = photometries.find(name); exact != photometries.end()) return exact->second;
    for (const auto& [other, photometry] : photometries)
        if (same_photometry_name(other, name)) return photometry;
    return nullptr;
}

const Layer* Site::layer(const Uuid& id) const {
    const auto found =
        std::find_if(layers.begin(), layers.end(), [&](const auto& one) { return one->id == id; });
    return found == layers.end() ? nullptr : found->get();
}

const Layer* Site::layer(std::string_view name) const {
    const auto found =
        std::find_if(layers.begin(), layers.end(), [&](const auto& one) { return one->name == name; });
    return found == layers.end() ? nullptr : found->get();
}

const Scenario* Site::scenario(std::string_view name) const {
    const auto found =
        std::find_if(scenarios.begin(), scenarios.end(), [&](const auto& one) { return one->name == name; });
    return found == scenarios.end() ? nullptr : found->get();
}

std::vector<std::pair<const Layer*, FeaturePtr>> Site::features(Role role) const {
    std::vector<std::pair<const Layer*, FeaturePtr>> found;
    for (const LayerPtr& layer : layers)
        if (layer->role == role)
            for (const FeaturePtr& feature : layer->features)
                found.emplace_back(layer.get(), feature);
    return found;
}

std::map<Role, std::size_t> Site::counts() const {
    std::map<Role, std::size_t> counts;
    for (const LayerPtr& layer : layers) {
        const std::size_t count = layer->features.size() + (layer->raster || layer->picture ? 1 : 0);
        if (count > 0) counts[layer->role] += count;
    }
    return counts;
}

const Field* Site::raster(Role role) const {
    for (const LayerPtr& layer : layers)
        if (layer->role == role && layer->raster) return layer->raster.get();
    return nullptr;
}

const Layer* Site::layer_of(const Uuid& feature) const {
    for (const LayerPtr& layer : layers)
        if (layer->index_of(feature)) return layer.get();
    return nullptr;
}

Box Site::box() const {
    Box box;
    for (const LayerPtr& layer : layers)
        if (info(layer->role).analysed) box.add(layer->box());
    return box;
}

Box Site::study_box() const {
    Box study;
    for (const FeaturePtr& feature : red_line(*this).features)
        study.add(feature->geometry.box());
    return study.empty() ? box() : study;
}

Digest role_hash(const Site& site, Role role) {
    Digest features{};
    std::uint64_t count = 0;
    Sha256 sum;
    sum.add(name_of(role)).add(site.frame.crs).add(site.frame.origin.x).add(site.frame.origin.y);
    for (const LayerPtr& layer : site.layers) {
        if (layer->role != role) continue;
        const LayerContent content = layer_content(*layer);
        features = sum_of(features, content.sum);
        count += layer->features.size();
        if (layer->raster) sum.add("raster").add_bytes(content.raster.data(), content.raster.size());
    }
    if (role == Role::luminaire) add_photometries(site, sum);
    return sum.add("features").add(count).add_bytes(features.data(), features.size()).finish();
}

Digest snapshot_hash(const Site& site) {
    Sha256 sum;
    for (const RoleInfo& one : roles()) {
        if (!one.analysed || one.role == Role::annotation) continue;
        const Digest digest = role_hash(site, one.role);
        sum.add_bytes(digest.data(), digest.size());
    }
    return sum.finish();
}

Point origin_for(const Box& full_coordinates) {
    if (full_coordinates.empty()) return {};
    return {std::floor(full_coordinates.xmin / 1000) * 1000, std::floor(full_coordinates.ymin / 1000) * 1000};
}

std::string unique_layer_name(const Site& site, std::string name) {
    if (!site.layer(std::string_view(name))) return name;
    for (int number = 2;; ++number) {
        std::string other = name + " (" + std::to_string(number) + ")";
        if (!site.layer(std::string_view(other))) return other;
    }
}

} // namespace prospect
