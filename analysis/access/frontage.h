// How lively the ground floors along the paths are: windows and doors, blank walls.
#pragma once

#include "analysis/engine/analysis.h"

namespace prospect::access {

struct FrontageParams {
    double depth_m = 15;   // how far before a wall a path may run
    double active_m = 1.5; // of wall beside an opening that counts with it
    double eye_height_m = 1.6;
    double step_m = 0.5;         // along walls
    bool assume_windows = false; // in buildings that have none
};

// A wall is frontage of a path that runs straight before it within depth_m (to the path's edge) with a clear
// line at eye height. It is active within active_m of a window or door at eye level that belongs to a room in
// use. Tables frontage (one row a path) and facades (stretches, as lines). Metrics of all walls within the
// study area that are frontage of any path, each counted once. Cost: a line of sight for each step and path
// near it.
engine::AnalysisResult frontage(const engine::Context& context, const FrontageParams& params);
engine::Analysis frontage_analysis();

} // namespace prospect::access
