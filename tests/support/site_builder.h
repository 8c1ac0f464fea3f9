// Small sites for tests, built in code: one layer a role, ids from role and number, so that they are the same
// each time.
#pragma once

#include "geometry/site/site.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <string>
#include <utility>

namespace prospect::test {

inline Geometry rectangle(double xmin, double ymin, double xmax, double ymax) {
    return Geometry::make_polygon(std::vector<Point>{{xmin, ymin}, {xmax, ymin}, {xmax, ymax}, {xmin, ymax}});
}
inline Geometry line(std::vector<Point> points) {
    return Geometry::make_line(points);
}
inline Geometry point(double x, double y) {
    return Geometry::make_point({x, y});
}

class SiteBuilder {
public:
    using Values = std::initializer_list<std::pair<const char*, Value>>;

    SiteBuilder() {
        site_.frame.crs = "EPSG:27700";
        site_.frame.crs_name = "OSGB36 / British National Grid";
        site_.frame.origin = {530000, 179000};
    }

    Frame& frame() { return site_.frame; }

    // Values are drawn; the feature is returned to be changed before site() is called.
    Feature& add(Role role, Geometry geometry, Values values = {}) {
        auto& features = features_[role];
        auto feature = std::make_shared<Feature>();
        feature->id = Uuid::from_name(std::string(name_of(role)) + " " + std::to_string(features.size()));
        feature->geometry = std::move(geometry);
        for (const auto& [name, value] : values)
            feature->set(name, value, Basis::drawn);
        features.push_back(feature);
        return *feature;
    }

    void set_raster(Role role, Field field) {
        rasters_[role] = std::make_shared<const Field>(std::move(field));
    }
    void add_photometry(const std::string& name, Photometry photometry) {
        photometry.sha256 = "made for a test: " + name;
        site_.photometries[name] = std::make_shared<const Photometry>(std::move(photometry));
    }
    void add_scenario(Scenario scenario) {
        site_.scenarios.push_back(std::make_shared<const Scenario>(std::move(scenario)));
    }

    SitePtr site() const {
        auto made = std::make_shared<Site>(site_);
        for (const auto& [role, features] : features_) {
            auto layer = std::make_shared<Layer>();
            layer->id = Uuid::from_name("layer " + std::string(name_of(role)));
            layer->name = std::string(name_of(role));
            layer->role = role;
            for (const auto& feature : features)
                layer->features.push_back(std::make_shared<const Feature>(*feature));
            made->layers.push_back(layer);
        }
        for (const auto& [role, raster] : rasters_) {
            auto layer = std::make_shared<Layer>();
            layer->id = Uuid::from_name("raster " + std::string(name_of(role)));
            layer->name = std::string(name_of(role)) + " raster";
            layer->role = role;
            layer->raster = raster;
            made->layers.push_back(layer);
        }
        return made;
    }

private:
    Site site_;
    std::map<Role, std::vector<std::shared_ptr<Feature>>> features_;
    std::map<Role, std::shared_ptr<const Field>> rasters_;
};

} // namespace prospect::test
