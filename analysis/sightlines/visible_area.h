// How much can be seen from everywhere: the isovist field (Benedikt 1979).
#pragma once

#include "analysis/engine/analysis.h"

namespace prospect::sightlines {

struct VisibleAreaParams {
    double cell_m = 2.0;
    double eye_height_m = 1.6;
    double reach_m = 0; // 0 = unlimited
    std::vector<std::string> measures{"area",        "perimeter", "occlusivity",
                                      "compactness", "drift",     "max_radial"};
};

// One field for each measure: that of the view from each cell's centre. Cells inside buildings and other
// solid things have no value; a centre exactly on a wall has that of the open side. Metrics count the study
// area only. Cost: some microseconds a cell.
engine::AnalysisResult visible_area(const engine::Context& context, const VisibleAreaParams& params);
engine::Analysis visible_area_analysis();

} // namespace prospect::sightlines
