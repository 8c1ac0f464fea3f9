// Coordinate reference systems: which one a site uses, and the way from a source's system to it.
#pragma once

#include "geometry/base/box.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace prospect::io {

// A system as the site stores it. text: "EPSG:27700", "local", or WKT when it has no code.
struct CrsInfo {
    std::string text;
    std::string name;
    bool projected_metres = false; // usable as a site's system
    bool geographic = false;
};

// Understands "EPSG:n", WKT, PROJ strings and "local". Throws Error(usage) naming the text.
CrsInfo describe_crs(const std::string& text);

// Whether places of the one are places of the other as they stand, whatever the two are called. Both as
// describe_crs() has them. Throws Error(usage) naming a text that is none.
bool same_system(const std::string& one, const std::string& other);

// A projected metre system that suits the place: the national grid where it is the custom (Great Britain
// EPSG:27700, Netherlands EPSG:28992, Germany and most of Europe ETRS89/UTM EPSG:258xx, Ireland EPSG:2157,
// France EPSG:2154, Switzerland EPSG:2056, Spain ETRS89/UTM, United States NAD83/UTM EPSG:269xx), else WGS
// 84/UTM EPSG:326xx/327xx.
CrsInfo suggest_crs(double longitude_deg, double latitude_deg);

// How well positions can be moved between two systems with what is installed: 0.2, 1, 3, 5 or 10 metres;
// absent when worse, unknown or impossible. Moved points keep their places to each other; the figure is for
// things from other sources.
std::optional<double> accuracy_m(const std::string& from, const std::string& to);

// Moves points from one system to another, x east (longitude) first. Not shared between threads.
class Transformation {
public:
    // Throws Error(refused) when PROJ knows no way. Both "local": identity. One "local": refused.
    Transformation(const std::string& from, const std::string& to);
    ~Transformation();
    Transformation(Transformation&&) noexcept;
    Transformation& operator=(Transformation&&) noexcept;

    bool identity() const;
    // In place; a point that cannot be moved becomes NaN. Returns how many could not.
    std::size_t apply(std::span<Point> points) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace prospect::io
