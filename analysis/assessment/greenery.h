// Rules about planting, trees and lamps beside them, as they will be when grown (domain NS-07 to NS-09,
// NS-17).
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// NS-07: height at maturity of planting and hedges that stand on ground that is not private, metres. Planting
// grows to mature_m; a hedge is kept at height_m.
Measured planting_height(const MetricInput& input);
// NS-08: height of the lowest branches of trees that stand on ground that is not private, metres.
Measured clear_stem(const MetricInput& input);
// NS-09: from the top of grown planting to the lowest branches of the tree that stands over it, metres; the
// least of each tree. Settings: over_m.
Measured clear_band(const MetricInput& input);
// NS-17: from each lamp to the nearest tree, between centres, metres.
Measured lamp_to_tree(const MetricInput& input);

class Facts;
// Whether private ground begins beside a hedge, fence or wall, on either side of it.
bool closes_private_ground(const Facts& facts, const Feature& barrier);

} // namespace prospect::assessment
