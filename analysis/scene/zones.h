// Whose ground it is.
#pragma once

#include "analysis/scene/scene.h"
#include "geometry/index/spatial_index.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prospect::scene {

// The zones that are there in the scene's phase. Immutable. Each answer costs a look-up by index.
class Zones {
public:
    explicit Zones(const Scene& scene);

    // The first in layer order with p within it; null outside all.
    const Feature* at(Point p) const;
    // Everybody may walk there: in no zone (contract §2, What counts), or the zone at p is public,
    // semi-public, or says nothing.
    bool public_at(Point p) const;
    // The first in layer order with p within it and that ownership; null where there is none.
    const Feature* owned_at(Point p, std::string_view ownership) const;
    // Some zone at p is private.
    bool private_at(Point p) const;
    // How many different ownerships zones at p give; those that say nothing count as none.
    std::size_t owners_at(Point p) const;

private:
    std::optional<std::size_t> first_at(Point p) const;

    std::vector<FeaturePtr> zones_;
    std::vector<std::string> owners_; // what each says of itself
    SpatialIndex index_;
};

} // namespace prospect::scene
