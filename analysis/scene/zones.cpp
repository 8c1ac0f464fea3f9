#include "analysis/scene/zones.h"

#include "analysis/scene/attribute_reader.h"

#include <algorithm>
#include <set>
#include <string>

namespace prospect::scene {

Zones::Zones(const Scene& scene) {
    std::vector<Box> boxes;
    for (const auto& [layer, feature] : scene.site().features(Role::zone)) {
        if (!present(*feature, scene.time().phase) || feature->geometry.empty()) continue;
        zones_.push_back(feature);
        owners_.push_back(AttributeReader::own_text(*feature, "ownership"));
        boxes.push_back(feature->geometry.box());
    }
    index_ = SpatialIndex(boxes);
}

std::optional<std::size_t> Zones::first_at(Point p) const {
    for (const std::uint32_t i : index_.query(Box{p.x, p.y, p.x, p.y}))
        if (contains(zones_[i]->geometry, p)) return i;
    return std::nullopt;
}

const Feature* Zones::at(Point p) const {
    const auto zone = first_at(p);
    return zone ? zones_[*zone].get() : nullptr;
}

bool Zones::public_at(Point p) const {
    const auto zone = first_at(p);
    if (!zone) return true;
    const std::string& owner = owners_[*zone];
    return owner.empty() || owner == "public" || owner == "semi_public";
}

const Feature* Zones::owned_at(Point p, std::string_view ownership) const {
    for (const std::uint32_t i : index_.query(Box{p.x, p.y, p.x, p.y}))
        if (owners_[i] == ownership && contains(zones_[i]->geometry, p)) return zones_[i].get();
    return nullptr;
}

bool Zones::private_at(Point p) const {
    return owned_at(p, "private") != nullptr;
}

std::size_t Zones::owners_at(Point p) const {
    std::set<std::string> owners;
    for (const std::uint32_t i : index_.query(Box{p.x, p.y, p.x, p.y})) {
        const std::string& owner = owners_[i];
        if (!owner.empty() && !owners.contains(owner) && contains(zones_[i]->geometry, p))
            owners.insert(owner);
    }
    return owners.size();
}

} // namespace prospect::scene
