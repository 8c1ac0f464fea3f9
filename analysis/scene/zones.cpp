#include "analysis/scene/zones.h"

#include "analysis/scene/attribute_reader.h"

#include <algorithm>
#include <set>
#include <string>

namespace prospect::scene {

namespace {

std::string ownership_of(const Feature& zone) {
    return AttributeReader::own_text(zone, "ownership");
}

} // namespace

Zones::Zones(const Scene& scene) {
    std::vector<Box> boxes;
    for (const auto& [layer, feature] : scene.site().features(Role::zone)) {
        if (!present(*feature, scene.time().phase) || feature->geometry.empty()) continue;
        zones_.push_back(feature);
        boxes.push_back(feature->geometry.box());
    }
    index_ = SpatialIndex(boxes);
}

const Feature* Zones::at(Point p) const {
    for (const std::uint32_t i : index_.query(Box{p.x, p.y, p.x, p.y}))
        if (contains(zones_[i]->geometry, p)) return zones_[i].get();
    return nullptr;
}

bool Zones::public_at(Point p) const {
    const Feature* zone = at(p);
    if (!zone) return true;
    const std::string owner = ownership_of(*zone);
    return owner.empty() || owner == "public" || owner == "semi_public";
}

const Feature* Zones::owned_at(Point p, std::string_view ownership) const {
    for (const std::uint32_t i : index_.query(Box{p.x, p.y, p.x, p.y}))
        if (ownership_of(*zones_[i]) == ownership && contains(zones_[i]->geometry, p)) return zones_[i].get();
    return nullptr;
}

bool Zones::private_at(Point p) const {
    return owned_at(p, "private") != nullptr;
}

std::size_t Zones::owners_at(Point p) const {
    std::set<std::string> owners;
    for (const std::uint32_t i : index_.query(Box{p.x, p.y, p.x, p.y})) {
        const std::string owner = ownership_of(*zones_[i]);
        if (!owner.empty() && !owners.contains(owner) && contains(zones_[i]->geometry, p))
            owners.insert(owner);
    }
    return owners.size();
}

} // namespace prospect::scene
