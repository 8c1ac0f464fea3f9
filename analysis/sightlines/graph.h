// How cells of the open ground see each other: visibility graph analysis (Turner et al. 2001).
#pragma once

#include "analysis/engine/analysis.h"

namespace prospect::sightlines {

struct GraphParams {
    engine::PointList start; // full CRS coordinates; none: every cell in the open
    std::vector<std::string> measures{"connectivity", "mean_depth", "integration_hh", "isovist_area"};
    std::string radius = "n"; // steps, or n for all
    engine::PointList step_from;
    std::string grazing = "blocks";  // blocks, sees
    std::vector<std::string> tables; // cells, links
    double cell_m = 2;
    double eye_height_m = 1.6;
};

// One field for each measure, nodata where there is no cell or a measure has no value. Throws Error(usage)
// for measures or a radius that are none, and Error(refused) for a start in a wall or building or a grid
// without any cell, or for more links than a table can hold. Cost: rows some microseconds a cell; global
// measures about cells^2 * runs / 100 ns, local ones cells^2 * 2 ns, both over all threads.
engine::AnalysisResult graph(const engine::Context& context, const GraphParams& params);
engine::Analysis graph_analysis();

} // namespace prospect::sightlines
