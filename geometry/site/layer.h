// A named set of features of one role, one grid, or one plan picture.
#pragma once

#include "geometry/raster/field.h"
#include "geometry/raster/picture.h"
#include "geometry/site/feature.h"

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace prospect {

// What a layer adds to the hash of its role (site.h): the sum of its features' digests as 256-bit numbers,
// which is the same however they are ordered and split into layers.
struct LayerContent {
    Digest sum{};
    Digest raster{}; // zeros when there is none
};

// Immutable once in a site; edits make a new layer that shares its features.
struct Layer {
    Uuid id;
    std::string name; // as in the source: "A-WALL"; unique in a site
    Role role = Role::underlay;
    std::vector<FeaturePtr> features;
    std::shared_ptr<const Field> raster; // roles terrain and surface; raster underlays
    PlanPicturePtr picture;              // role underlay; presentation: part of no hash
    bool visible = true;
    double opacity = 1;
    Memo<LayerContent> content; // remembers layer_content(); a copy starts without

    // Place of the feature in `features`; absent when it is not here. Linear.
    std::optional<std::size_t> index_of(const Uuid& feature) const;
    Box box() const;
};

using LayerPtr = std::shared_ptr<const Layer>;

// Sum modulo 2^256, first byte least.
Digest sum_of(const Digest& a, const Digest& b);
// Computed once per layer. Cost of the first call: 2 µs for each feature not hashed before.
LayerContent layer_content(const Layer& layer);

} // namespace prospect
