// A small place, and the same place as another file shows it.
#pragma once

#include "geometry/base/error.h"
#include "geometry/site/difference.h"
#include "tests/geometry/site/site_builder.h"

#include <QString>

#include <algorithm>
#include <functional>

namespace prospect::test {

inline Geometry square(double x, double y, double size) {
    return make_square(x, y, size);
}
inline Geometry at(double x, double y) {
    return Geometry::make_point({x, y});
}

// A feature as read from `file`: its id is made from the file, as an import does.
inline Feature read(const std::string& file, const std::string& layer, const std::string& id,
                    Geometry geometry) {
    Feature feature = make_feature(file + "/" + layer + "/" + id, std::move(geometry));
    feature.source = {file, layer, id};
    put_on_grid(feature.geometry);
    return feature;
}

inline std::vector<FeaturePtr> shared(std::vector<Feature> features) {
    std::vector<FeaturePtr> all;
    for (Feature& feature : features)
        all.push_back(std::make_shared<const Feature>(std::move(feature)));
    return all;
}

inline IncomingLayer layer_of(const std::string& source_layer, Role role, std::vector<Feature> features,
                              const std::string& file = "new.dxf") {
    return {file, source_layer, source_layer, role, true, shared(std::move(features))};
}

// A house, a shed and a fence on two layers of old.dxf, and two trees.
inline Site old_place() {
    Site site;
    site.frame = {"EPSG:27700", "OSGB36 / British National Grid", {530000, 180000}};
    site.layers.push_back(make_layer("HOUSES", Role::building,
                                     {read("old.dxf", "HOUSES", "1A", square(0, 0, 10)),
                                      read("old.dxf", "HOUSES", "1B", square(30, 0, 5))}));
    site.layers.push_back(make_layer(
        "FENCES", Role::barrier,
        {read("old.dxf", "FENCES", "2A", Geometry::make_line(std::vector<Point>{{0, 20}, {30, 20}}))}));
    site.layers.push_back(
        make_layer("TREES", Role::tree,
                   {read("old.dxf", "TREES", "3A", at(5, 30)), read("old.dxf", "TREES", "3B", at(15, 30))}));
    return site;
}

// The same place as another file shows it; `renamed` ids begin with an N.
inline std::vector<IncomingLayer> new_drawing(const std::string& prefix = "") {
    return {layer_of("HOUSES", Role::building,
                     {read("new.dxf", "HOUSES", prefix + "1A", square(0, 0, 10)),
                      read("new.dxf", "HOUSES", prefix + "1B", square(30, 0, 5))}),
            layer_of("FENCES", Role::barrier,
                     {read("new.dxf", "FENCES", prefix + "2A",
                           Geometry::make_line(std::vector<Point>{{0, 20}, {30, 20}}))}),
            layer_of("TREES", Role::tree,
                     {read("new.dxf", "TREES", prefix + "3A", at(5, 30)),
                      read("new.dxf", "TREES", prefix + "3B", at(15, 30))})};
}

inline void replace(IncomingLayer& layer, std::size_t place, const std::function<void(Feature&)>& change) {
    Feature copy = *layer.features[place];
    change(copy);
    layer.features[place] = std::make_shared<const Feature>(std::move(copy));
}

inline QString counts(const Difference& difference) {
    const DifferenceCounts& c = difference.counts;
    return QString("%1 unchanged, %2 changed, %3 new, %4 removed, %5 drawing only")
        .arg(c.unchanged)
        .arg(c.changed)
        .arg(c.added)
        .arg(c.removed)
        .arg(c.drawing_only);
}

inline bool has_note(const Difference& difference, const std::string& words) {
    return std::any_of(difference.notes.begin(), difference.notes.end(),
                       [&](const std::string& note) { return note.find(words) != std::string::npos; });
}

inline SitePtr applied(const Site& site, const Difference& difference) {
    std::vector<Unapplied> unapplied;
    const SitePtr after = apply(site, {"Import", difference.steps}, &unapplied);
    if (!unapplied.empty()) throw Error(ErrorCode::internal, unapplied.front().reason);
    return after;
}

inline FeaturePtr feature_at(const Site& site, Role role, std::size_t place) {
    return site.features(role).at(place).second;
}

} // namespace prospect::test
