#include "app/render/symbol_of.h"

#include "geometry/site/defaults.h"
#include "geometry/site/lettering.h"
#include "geometry/site/water.h"

#include <algorithm>
#include <array>
#include <string>

namespace prospect::render {

namespace {

std::string kind_of(Role role, const Feature& feature) {
    return Defaults::bundled().text(role, feature, "kind");
}

bool one_of(const std::string& word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

// Use of the ground as words of OpenStreetMap and of plans have it.
enum class Ground { plain, green, water, hard };

Ground ground_of(const std::string& use) {
    if (one_of(use, {"garden",
                     "park",
                     "grass",
                     "meadow",
                     "forest",
                     "wood",
                     "scrub",
                     "orchard",
                     "cemetery",
                     "green",
                     "allotments",
                     "village_green",
                     "recreation_ground",
                     "grassland",
                     "heath",
                     "pitch",
                     "playground",
                     "play",
                     "lawn",
                     "nature_reserve",
                     "dog_park",
                     "flowerbed",
                     "farmland",
                     "open_space",
                     "amenity"}))
        return Ground::green;
    if (is_water_word(use)) return Ground::water;
    if (one_of(use,
               {"parking", "square", "plaza", "pedestrian", "yard", "service", "paved", "road", "street"}))
        return Ground::hard;
    return Ground::plain;
}

Ground ground_of_source(const Feature& feature) {
    for (const auto& [key, value] : feature.extra) {
        if (!one_of(key, {"natural", "landuse", "leisure", "waterway", "water", "amenity", "area_highway",
                          "highway"}))
            continue;
        const Ground ground = ground_of(as_text(value));
        if (ground != Ground::plain) return ground;
    }
    return Ground::plain;
}

Symbol zone_symbol(const Feature& feature) {
    const Attribute* use = feature.find("use");
    switch (use != nullptr ? ground_of(as_text(use->value)) : Ground::plain) {
    case Ground::green:
        return Symbol::zone_green;
    case Ground::water:
        return Symbol::underlay_water;
    case Ground::hard:
        return Symbol::zone_hard;
    case Ground::plain:
        break;
    }
    return Symbol::zone;
}

bool is_text(const Feature& feature) {
    return !feature.name.empty() && lettering_of(feature);
}

Symbol underlay_symbol(const Feature& feature) {
    if (is_text(feature)) return Symbol::underlay_text;
    const Ground ground = ground_of_source(feature);
    if (feature.geometry.kind != GeometryKind::polygon)
        return ground == Ground::water ? Symbol::underlay_water : Symbol::underlay_line;
    if (ground == Ground::green) return Symbol::underlay_green;
    return ground == Ground::water ? Symbol::underlay_water : Symbol::underlay_area;
}

Symbol barrier_symbol(const Feature& feature) {
    const std::string kind = kind_of(Role::barrier, feature);
    if (feature.geometry.kind == GeometryKind::point || kind == "bollard") return Symbol::bollard;
    if (kind == "fence") return Symbol::fence;
    if (kind == "hedge") return Symbol::hedge;
    if (kind == "retaining_wall") return Symbol::retaining_wall;
    if (kind == "railing") return Symbol::railing;
    return kind == "kerb" ? Symbol::kerb : Symbol::wall;
}

Symbol opening_symbol(const Feature& feature) {
    const std::string kind = kind_of(Role::opening, feature);
    if (kind == "gate") return Symbol::gate;
    if (kind == "gap") return Symbol::gap;
    return kind == "window" ? Symbol::window : Symbol::door;
}

Symbol study_symbol(const Feature& feature, const RedLine& red) {
    const bool scored = std::any_of(red.features.begin(), red.features.end(),
                                    [&](const FeaturePtr& one) { return one.get() == &feature; });
    return scored ? Symbol::study_application : Symbol::study_control;
}

} // namespace

Symbol symbol_of(Role role, const Feature& feature, const RedLine& red) {
    switch (role) {
    case Role::study_area:
        return study_symbol(feature, red);
    case Role::building:
        return Symbol::building;
    case Role::barrier:
        return barrier_symbol(feature);
    case Role::opening:
        return opening_symbol(feature);
    case Role::zone:
        return zone_symbol(feature);
    case Role::path:
        return one_of(kind_of(role, feature), {"road", "service"}) ? Symbol::road : Symbol::path;
    case Role::tree:
        return Symbol::tree;
    case Role::planting:
        return Symbol::planting;
    case Role::luminaire:
        return Symbol::luminaire;
    case Role::camera:
        return Symbol::camera;
    case Role::observer:
        return Symbol::observer;
    case Role::target:
        return Symbol::target;
    case Role::activity:
        return Symbol::activity;
    case Role::incident:
        return Symbol::incident;
    case Role::annotation:
        return Symbol::annotation;
    case Role::underlay:
    case Role::terrain:
    case Role::surface:
        break;
    }
    return underlay_symbol(feature);
}

std::span<const char* const> activity_kinds() {
    static constexpr std::array<const char*, 9> kinds = {
        "seat", "play", "bus_stop", "atm", "shop", "bin_store", "parking", "crowd", "activity"};
    return kinds;
}

} // namespace prospect::render
