// The edges of private ground as the rules about its rear look at them.
#pragma once

#include "analysis/access/private_edges.h"
#include "analysis/assessment/metric.h"

#include <memory>
#include <optional>
#include <vector>

namespace prospect::assessment {

// Who gets to the edges of private ground.
struct Rear {
    std::shared_ptr<const scene::AccessGraph> graph;
    access::Reach reach;
    std::vector<access::PrivateStretch> edges;
};

// With the settings depth_m, half_width_m and widest_gap_m of the criterion.
Rear rear_of(const MetricInput& input);

// What a plan without private ground lacks.
std::optional<Gap> no_private_ground(const Facts& facts);

// Step along a way where a rule looks to its sides.
inline constexpr double along_m = 0.5;

} // namespace prospect::assessment
