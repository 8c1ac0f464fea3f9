// Where people are likely to pass, where they have no choice, and where ways end.
#pragma once

#include "analysis/access/path_network.h"
#include "analysis/engine/analysis.h"

namespace prospect::access {

struct MovementParams {
    std::string network = "all";
    std::vector<std::string> radii{"400", "800", "n"};
    std::int64_t quantise = 0; // bins of a whole turn; 0: exact angles
    double alternative_m = 50; // by how much a way round may be longer
    double least_predictor_m = 20;
    double snap_m = 0.5;
    double loose_m = 2;
    std::string crossings = "join";
    double serve_m = 15;
    double least_block_m2 = 500;
};

// Angular segment analysis of the paths (street_network/segment_measures.h), and what the network of links
// from junction to junction tells. Tables segments, predictors, dead_ends, blocks, loose_ends. Cost: that of
// segment_measures for each radius.
engine::AnalysisResult movement(const engine::Context& context, const MovementParams& params);
engine::Analysis movement_analysis();

} // namespace prospect::access
