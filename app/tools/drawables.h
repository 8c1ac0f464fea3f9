// What can be drawn: every kind of thing in every shape it may have, as it stands in the menu.
#pragma once

#include "geometry/site/site.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace prospect::app {

struct Drawable {
    std::string id; // "barrier.fence.line"; stays the same, for settings
    Role role{};
    GeometryKind shape{};
    std::string kind; // what choosing it says of the thing: a fence is a barrier of this kind; may be empty
    QString label;    // plain words, singular: "Fence"
    QString group;    // submenu; empty: at the top
    QString icon;
};

// In the order of the menu. Notes have a menu of their own (note_tool.h), and grids come from files: neither
// is here.
std::vector<Drawable> drawables();

// A new feature of that kind: drawn, with a new id and no attribute but its kind.
FeaturePtr drawn_feature(const Drawable& drawable, Geometry shape);

// Where a thing of that kind and shape goes, so that hiding a layer hides what belongs together: the visible
// layer of the role whose things are mostly of that kind; else one named after it; else one that is mostly of
// a related kind, or of no one kind; of equals the topmost. Where there is none a step makes one with the
// plain word for the kind.
struct LayerToDrawIn {
    Uuid layer;
    std::vector<SiteChangeStep> steps;
};
LayerToDrawIn layer_to_draw_in(const Site& site, Role role, const std::string& kind = {},
                               std::optional<GeometryKind> shape = std::nullopt);
// What the feature says its kind is; empty when it does not.
std::string kind_of(const Feature& feature);

} // namespace prospect::app
