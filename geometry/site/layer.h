// A named set of features of one role, or one grid.
#pragma once

#include "geometry/raster/field.h"
#include "geometry/site/feature.h"

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace prospect {

// Immutable once in a site; edits make a new layer that shares its features.
struct Layer {
    Uuid id;
    std::string name; // as in the source: "A-WALL"; unique in a site
    Role role = Role::underlay;
    std::vector<FeaturePtr> features;
    std::shared_ptr<const Field> raster; // roles terrain and surface; raster underlays
    bool visible = true;
    double opacity = 1;

    // Place of the feature in `features`; absent when it is not here. Linear.
    std::optional<std::size_t> index_of(const Uuid& feature) const;
    Box box() const;
};

using LayerPtr = std::shared_ptr<const Layer>;

} // namespace prospect
