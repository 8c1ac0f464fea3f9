// Private ground that is reached from behind.
#pragma once

#include "analysis/access/private_edges.h"

#include <vector>

namespace prospect::access {

// A private zone behind a rear edge of which everybody gets.
struct RearAccess {
    FeaturePtr zone;
    std::vector<std::size_t> edges; // the exposed ones, places in what was given
    double rear_m = 0;
    double exposed_m = 0;
    Point at;                         // on the longest of them, its middle
    FeaturePtr path;                  // null: none within from_path_m
    double path_away_m = 0;           // from the edge
    Point on_path;                    // the nearest place of it
    std::vector<std::uint32_t> gates; // passages in the exposed edges, doors, gates and gaps
};

inline constexpr double from_path_m = 50;

// In the order of the zones. The path is the nearest on the ground beyond the longest exposed edge that one
// walks to straight on from there; where none is, the nearest on that ground. Cost: look-ups by index.
std::vector<RearAccess> rear_accesses(const scene::Scene& scene, const scene::AccessGraph& graph,
                                      const std::vector<PrivateStretch>& edges);

} // namespace prospect::access
