#include "analysis/scene/planting.h"

#include "analysis/scene/attribute_reader.h"

namespace prospect::scene {

bool is_planting(Role role, const Feature& feature) {
    return role == Role::tree || role == Role::planting ||
           (role == Role::barrier && AttributeReader::own_text(feature, "kind") == "hedge");
}

std::unordered_set<Uuid> planting_of(const Scene& scene) {
    std::unordered_set<Uuid> found;
    for (const Role role : {Role::planting, Role::tree, Role::barrier})
        for (const auto& [layer, feature] : scene.site().features(role))
            if (is_planting(role, *feature) && present(*feature, scene.time().phase))
                found.insert(feature->id);
    return found;
}

} // namespace prospect::scene
