#include "geometry/io/defaulted.h"

#include "geometry/site/defaults.h"

#include <algorithm>

namespace prospect::io {

namespace {

// Attributes that sizes, sight, light or access are computed from. Those whose default is the ordinary case
// (base 0, ground floor, weight 1) are left out: counting them would make every feature count.
std::vector<std::string_view> deciding(Role role) {
    switch (role) {
    case Role::building:
        return {"height_m"};
    case Role::barrier:
        return {"height_m", "opacity", "passable"};
    case Role::opening:
        return {"width_m", "control", "head_m"};
    case Role::path:
        return {"width_m"};
    case Role::tree:
        return {"height_m", "crown_m", "opacity_leaf_on", "opacity_leaf_off"};
    case Role::planting:
        return {"height_m"};
    case Role::luminaire:
        return {"photometry", "height_m", "azimuth_deg"};
    case Role::camera:
        return {"height_m", "tilt_deg", "hfov_deg", "h_pixels"};
    case Role::observer:
    case Role::target:
        return {"height_m"};
    default:
        return {};
    }
}

bool leans(Role role, const Feature& feature, const std::vector<std::string_view>& attributes,
           const Defaults& defaults) {
    const bool assumed_by_rule = std::any_of(feature.attributes.begin(), feature.attributes.end(),
                                             [](const Attribute& a) { return a.basis == Basis::assumed; });
    return assumed_by_rule || std::any_of(attributes.begin(), attributes.end(), [&](std::string_view name) {
               const auto resolved = defaults.resolve(role, feature, name);
               return resolved && resolved->assumed();
           });
}

void note_missing(SourceDraft& draft, Role role, std::string_view attribute, const std::string& what) {
    std::size_t missing = 0;
    std::size_t all = 0;
    for (const LayerDraft& layer : draft.layers)
        if (layer.role == role)
            for (const Feature& feature : layer.features) {
                ++all;
                missing += feature.find(attribute) == nullptr ? 1 : 0;
            }
    if (missing > 0)
        draft.report.notes.push_back(std::to_string(missing) + " of " + std::to_string(all) + " " + what);
}

} // namespace

std::size_t count_defaulted(Role role, std::span<const Feature> features) {
    const auto attributes = deciding(role);
    const Defaults& defaults = Defaults::bundled();
    return static_cast<std::size_t>(
        std::count_if(features.begin(), features.end(),
                      [&](const Feature& feature) { return leans(role, feature, attributes, defaults); }));
}

void note_assumptions(SourceDraft& draft) {
    note_missing(draft, Role::building, "height_m",
                 "buildings have no height: it is taken from their storeys, else assumed");
    note_missing(draft, Role::barrier, "height_m",
                 "walls, fences and hedges have no height: the usual one of their kind is assumed");
    note_missing(draft, Role::luminaire, "height_m", "lamps have no height: the usual one is assumed");
    note_missing(draft, Role::luminaire, "photometry", "lamps have no photometry: a typical lamp is assumed");
    note_missing(draft, Role::camera, "azimuth_deg",
                 "cameras have no direction: they are taken to see all round, 360°");
    note_missing(draft, Role::tree, "height_m", "trees have no height: the usual one is assumed");
}

} // namespace prospect::io
