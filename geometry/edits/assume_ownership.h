// Whose each part of the ground may be, suggested from what the plan holds.
#pragma once

#include "geometry/base/progress.h"
#include "geometry/site/assume.h"

namespace prospect {

struct OwnershipAssumption {
    double frontage_m = 3; // how far from its walls ground goes with a building; 0 to 50
    double verge_m = 2;    // how far beside a street or path the ground goes with it; 0 to 20
    double garden_m = 15;  // how far from the walls of a house a garden may reach; 0 to 50
};
// In this order, the first that applies counts for a piece of ground:
// 1. A zone without `ownership` gets the one its tags, name or use speak of (suggested_ownership).
// 2. Within the red line (without one: the box of everything), ground in no zone:
//    a. as wide as they are along roads, footways, cycleways and steps: public; along service roads:
//       semi-public;
//    b. within frontage_m of a building: semi-private; where its use is a shop, school, hall, office or the
//       like: semi-public; a substation or other plant: restricted;
//    c. within verge_m beside those ways (as wide as they are): what they are;
//    d. within garden_m of a house (a building whose use or tag says dwelling: house, terrace, bungalow …;
//    not
//       flats), not beyond a way and its verge: private;
//    e. the rest stays without an owner: without parcels nobody can tell, and ground behind buildings or far
//       from every way is not public because nothing is drawn on it. How much that is, is said.
// Pieces below 1 m2 stay without. Buildings are no ground. One new zone for each piece, in a layer of its
// own. `parts` says how much of each, what stays without last. Throws Error(usage) for a distance out of
// range. Cost: O(n log n) in the edges within the red line.
AssumedEdit assume_ownership(const Site& site, const OwnershipAssumption& how = {},
                             const Progress& progress = {});

// What a zone's `use`, its name and what its source said besides (access, landuse, leisure, amenity, highway,
// garden:type) speak of: an ownership of the schema, "" when nothing does.
std::string suggested_ownership(const Feature& zone);

// Whether a building's use or tag says that it is houses, each with a garden of its own: "terrace"; not
// flats.
bool is_house(const Feature& building);

} // namespace prospect
