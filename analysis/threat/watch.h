// Where eyes are missing: places that see a crowd place or an entrance while nobody sees who stands there.
#pragma once

#include "analysis/engine/analysis.h"

namespace prospect::threat {

struct WatchParams {
    double cell_m = 1;
    double watch_m = 50; // furthest from the place
    double eye_height_m = 1.6;
    double target_height_m = 1.5;
    double least_watch = 0.5; // from which on ground is told of
    double least_m2 = 2;      // smaller spots are left out
    double furniture_m = 5;   // how near furniture counts
};

// Made to add eyes: where windows, light, staff or a camera would close the spot. Field watch: the share of
// the place seen best from there times (1 - guardianship of the hour, 1 in the picture of a camera)
// (unseen_watch.h; sightlines.overlooking). Tables watch (spots) and places (what is watched, with the way to
// shelter and out). Refuses nothing but a grid that does not fit into memory. Cost: that of
// sightlines.overlooking, and a line for each cell within watch_m of each spot of a place.
engine::AnalysisResult watch(const engine::Context& context, const WatchParams& params);
engine::Analysis watch_analysis();

} // namespace prospect::threat
