#include "analysis/access/place_names.h"

#include <algorithm>
#include <cstdlib>

namespace prospect::access {

bool is_called_by_building(const scene::AccessPlace& place) {
    constexpr double much_smaller = 0.8; // a zone traced round its building is about as large
    return place.building &&
           (!place.zone || area(place.building->geometry) < much_smaller * area(place.zone->geometry));
}

std::string name_of_place(const scene::AccessPlace& place) {
    if (place.zone && !is_called_by_building(place)) return scene::title_of(*place.zone);
    if (place.building)
        return "inside " + (place.building->name.empty() ? "a building" : place.building->name);
    return place.public_realm ? "the public realm" : "ground in no zone";
}

int classes_skipped(const scene::AccessPlace& a, const scene::AccessPlace& b) {
    using scene::Ownership;
    if ((a.building && !a.zone) || (b.building && !b.zone)) return 0;
    const auto rank = [](const scene::AccessPlace& place) {
        return static_cast<int>(place.ownership == Ownership::none ? Ownership::public_realm
                                                                   : place.ownership);
    };
    return std::max(0, std::abs(rank(a) - rank(b)) - 1);
}

} // namespace prospect::access
