// Sites for tests: small ones by hand, large and random ones by seed.
#pragma once

#include "geometry/site/site.h"

#include <random>

namespace prospect::test {

inline Feature make_feature(const std::string& id, Geometry geometry) {
    Feature feature;
    feature.id = Uuid::from_name(id);
    feature.geometry = std::move(geometry);
    return feature;
}

inline Geometry make_square(double x, double y, double size) {
    return Geometry::make_polygon(
        std::vector<Point>{{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}});
}

inline std::shared_ptr<Layer> make_layer(const std::string& name, Role role,
                                         std::vector<Feature> features = {}) {
    auto layer = std::make_shared<Layer>();
    layer->id = Uuid::from_name("layer:" + name);
    layer->name = name;
    layer->role = role;
    for (Feature& feature : features)
        layer->features.push_back(std::make_shared<const Feature>(std::move(feature)));
    return layer;
}

// Two buildings, b0 and b1, on "Houses" and a fence f0 on "Fences"; EPSG:27700 at 530000, 180000.
inline Site make_site() {
    Site site;
    site.frame = {"EPSG:27700", "OSGB36 / British National Grid", {530000, 180000}};
    site.layers.push_back(
        make_layer("Houses", Role::building,
                   {make_feature("b0", make_square(0, 0, 10)), make_feature("b1", make_square(20, 0, 10))}));
    Feature fence = make_feature("f0", Geometry::make_line(std::vector<Point>{{0, 20}, {30, 20}}));
    fence.set("kind", std::string("fence"), Basis::drawn);
    site.layers.push_back(make_layer("Fences", Role::barrier, {fence}));
    return site;
}

// `count` buildings of four corners with two attributes each, in one layer.
inline LayerPtr make_large_layer(std::size_t count) {
    auto layer = make_layer("Large", Role::building);
    for (std::size_t i = 0; i < count; ++i) {
        Feature feature =
            make_feature("large:" + std::to_string(i),
                         make_square(static_cast<double>(i % 300) * 8, static_cast<double>(i / 300) * 8, 5));
        feature.set("levels", static_cast<std::int64_t>(i % 9), Basis::tagged);
        feature.set("use", std::string("housing"), Basis::tagged);
        layer->features.push_back(std::make_shared<const Feature>(std::move(feature)));
    }
    return layer;
}

} // namespace prospect::test
