// Sites of every role with every attribute, made from a seed: for round trips.
#pragma once

#include "geometry/site/site.h"

#include <random>

namespace prospect::test {

inline constexpr double random_site_width_m = 900;

// Coordinates on the storage grid, polygons normalised: what every edit and import guarantees.
Geometry random_geometry(GeometryKind kind, std::mt19937& random);
Value random_value(const AttributeInfo& attribute, std::mt19937& random);
// A feature with every attribute of its role, free attributes of every type, a source and phases.
Feature random_feature(const RoleInfo& role, std::mt19937& random);
Field random_field(const std::string& name, std::mt19937& random);
// Two layers of every vector role with `features` each, a terrain and two surfaces, a raster underlay, two
// scenarios.
Site random_site(unsigned seed, std::size_t features);

} // namespace prospect::test
