// A courtyard of 40 × 30 m for tests that need a plan: one building 10 × 10 m, a fence, a tree.
#pragma once

#include "geometry/site/site.h"
#include "tests/support/site_builder.h"

#include <memory>
#include <string>

namespace prospect::test {

inline FeaturePtr feature(const std::string& name, Geometry geometry) {
    Feature made;
    made.id = Uuid::from_name(name);
    made.name = name;
    made.geometry = std::move(geometry);
    made.basis = Basis::drawn;
    return std::make_shared<const Feature>(std::move(made));
}

inline LayerPtr layer(const std::string& name, Role role, std::vector<FeaturePtr> features) {
    Layer made;
    made.id = Uuid::from_name("layer " + name);
    made.name = name;
    made.role = role;
    made.features = std::move(features);
    return std::make_shared<const Layer>(std::move(made));
}

inline SitePtr small_site() {
    Site site;
    site.frame = {"EPSG:27700", "OSGB36 / British National Grid", {530000, 179000}};
    site.meta["title"] = "Courtyard";
    const Point fence[] = {{20, 5}, {35, 5}};
    site.layers = {
        layer("Red line", Role::study_area, {feature("site", rectangle(0, 0, 40, 30))}),
        layer("Houses", Role::building, {feature("House", rectangle(5, 10, 15, 20))}),
        layer("Fences", Role::barrier, {feature("Fence", Geometry::make_line(fence))}),
        layer("Trees", Role::tree, {feature("Oak", Geometry::make_point({30, 20}))}),
    };
    return std::make_shared<const Site>(std::move(site));
}

} // namespace prospect::test
