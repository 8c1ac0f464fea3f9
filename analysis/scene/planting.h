// What of a plan is planting: what grows, and can be cut back, lifted or taken away.
#pragma once

#include "analysis/scene/scene.h"

#include <unordered_set>

namespace prospect::scene {

// Trees, planting, and of the barriers hedges (`kind` hedge), whatever their opacity.
bool is_planting(Role role, const Feature& feature);

// Those that are there in the scene's phase.
std::unordered_set<Uuid> planting_of(const Scene& scene);

} // namespace prospect::scene
