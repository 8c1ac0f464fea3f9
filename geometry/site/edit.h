// Changes of a site as values: applied, undone by keeping the old snapshot, stored in scenarios as JSON.
#pragma once

#include "geometry/site/layer.h"

#include <string>
#include <string_view>
#include <unordered_set>
#include <variant>
#include <vector>

namespace prospect {

struct AddLayer {
    LayerPtr layer;
};
struct RemoveLayer {
    Uuid layer;
};
// Name, role and looks; features stay, but become personal where the layer turns into records of crime.
struct ChangeLayer {
    Uuid layer;
    std::string name;
    Role role{};
    bool visible = true;
    double opacity = 1;
};
struct AddFeatures {
    Uuid layer;
    std::vector<FeaturePtr> features;
};
struct RemoveFeatures {
    std::vector<Uuid> features;
};
// To another layer of the same role, at its end; they stay as they are, whatever else changes them.
struct MoveFeatures {
    Uuid layer;
    std::vector<Uuid> features;
};
struct ChangeGeometry {
    Uuid feature;
    Geometry geometry;
};
// value absent: the attribute is removed and its default counts again.
struct ChangeAttribute {
    Uuid feature;
    std::string attribute;
    std::optional<Value> value;
    Basis basis = Basis::drawn;
};
struct ChangeName {
    Uuid feature;
    std::string name;
};
// A free attribute; value absent: it is removed.
struct ChangeExtra {
    Uuid feature;
    std::string name;
    std::optional<Value> value;
};

using SiteChangeStep = std::variant<AddLayer, RemoveLayer, ChangeLayer, AddFeatures, RemoveFeatures,
                                    MoveFeatures, ChangeGeometry, ChangeAttribute, ChangeName, ChangeExtra>;

// One act of the user: one undo step.
struct SiteEdit {
    std::string title; // "Import berlin.osm"
    std::vector<SiteChangeStep> steps;
};

// Whether the step draws, moves, removes or changes one of the features.
bool names_any(const SiteChangeStep& step, const std::unordered_set<Uuid>& features);

// JSON text of an edit; geometry in local coordinates. Throws Error(usage) for a layer with a raster or a
// picture, which cannot be part of a scenario.
std::string to_json(const SiteEdit& edit);
// Throws Error(refused) naming what is wrong.
SiteEdit edit_from_json(std::string_view json);

} // namespace prospect
