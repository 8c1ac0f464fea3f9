// Pieces of ground: the regions that lines part, put together where nothing lies between them.
#pragma once

#include "analysis/scene/access_lines.h"
#include "geometry/kernel/plane_regions.h"

#include <string_view>
#include <vector>

namespace prospect::scene {

// Of a zone, from the most public; `none` where no zone says one.
enum class Ownership : std::uint8_t {
    none,
    public_realm,
    semi_public,
    semi_private,
    private_ground,
    restricted
};
Ownership ownership_of(const Feature& zone);
// "public", "semi_public", …; "" of none.
std::string_view name_of(Ownership ownership);

// A piece of ground in one zone that hangs together without a door, gate or gap in between, or the inside of
// a building.
struct AccessPlace {
    FeaturePtr zone;     // the first in layer order; null outside all
    FeaturePtr building; // null out of doors
    Ownership ownership{};
    double area_m2 = 0;
    Point inside;
    bool at_rim = false;       // reaches the rim of the plan
    bool solid = false;        // nobody moves there: within a thick barrier, water, or shut in between walls
    bool public_realm = false; // where everybody is to begin with
    bool island = false;       // in no zone, but shut off from the public realm
};

// What lies along a border of two regions.
struct Between {
    enum class Kind : std::uint8_t { blocked, zone_edge, gap, leaf } kind{};
    FeaturePtr thing; // of a leaf the opening, of a gap a barrier that ends there
    double length_m = 0;
};

struct AccessPlaces {
    std::vector<AccessPlace> places; // public_realm and island not yet told
    std::vector<std::uint32_t> place_of_region;
    std::vector<Between> between; // by border of the regions
    double several_owners_m2 = 0; // ground of several zones of different ownership
    std::optional<Point> several_owners_at;
};

// Regions of the same zone and building are one place where only the edge of a zone or nothing lies between
// them. What is thinner than 0.5 m, such as ground between a fence and the edge of a zone drawn beside it,
// goes to the neighbour it is most open to; shut in all round it is solid. Cost: O(n log n).
AccessPlaces access_places(const Scene& scene, const kernel::PlaneRegions& regions, const AccessLines& lines);

} // namespace prospect::scene
