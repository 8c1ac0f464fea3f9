// Who watches a spot: windows, doors and places in use, weighed by how likely somebody looks and how well
// they see (natural surveillance, eyes on the street).
#pragma once

#include "analysis/engine/analysis.h"

#include <filesystem>

namespace prospect::sightlines {

struct OverlookingParams {
    double cell_m = 1;
    double target_height_m = 1.5;
    double step_m = 1;               // along paths
    double least_guardianship = 0.5; // from which on a spot counts as watched
    bool assume_windows = false;     // in buildings that have none
    std::filesystem::path esc_file;  // light on faces by night, in place of the lamps
};

// Guardianship S(p) = 1 − Π (1 − a o f(d) g(θ) h(z) V) over all guardians within watch_reach_m
// (guardianship.h has the terms and their sources), by day, in the evening and by night; and the openings
// within 15 and 43 m that have a clear line. By night V is multiplied by min(1, r/d), r the distance from
// which a face there is recognised (lighting.recognition of the same cell, by esc_file where there is one);
// without lamps and file the night has no value. Spots in buildings have no value. Tables paths (one row a
// path) and openings (one row an opening: which others have a clear line to it). Metrics count the public
// ground of the study area. Cost: some 0.1 microseconds a guardian and spot in reach.
engine::AnalysisResult overlooking(const engine::Context& context, const OverlookingParams& params);
engine::Analysis overlooking_analysis();

} // namespace prospect::sightlines
