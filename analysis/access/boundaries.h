// The edges of private ground, the gardens whose rear is reached from a path, and the doors along paths.
#pragma once

#include "analysis/engine/analysis.h"

namespace prospect::access {

struct BoundariesParams {
    double depth_m = 15; // how far before a door a path may run
    double eye_height_m = 1.6;
    double front_depth_m = 12;
    double front_half_width_m = 4;
    double near_m = 1; // of what helps to climb
    double widest_gap_m = 6;
    bool through_buildings = false;
};

// Tables boundaries (the edges of semi-private, private and restricted ground, stretch by stretch:
// private_edges.h), rear_access (private zones with a rear edge beyond which everybody gets: by which path,
// past which gates), constitution (paths from junction to junction and the doors onto them: constitution.h).
// Metrics of all that is in the study area. Cost: the access graph, the fronts of buildings, and look-ups by
// index for each half metre of edge.
engine::AnalysisResult boundaries(const engine::Context& context, const BoundariesParams& params);
engine::Analysis boundaries_analysis();

} // namespace prospect::access
