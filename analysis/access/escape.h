// How many different ways lead from each place to a refuge, and where there is only one.
#pragma once

#include "analysis/engine/analysis.h"

namespace prospect::access {

struct EscapeParams {
    double cell_m = 0.5;
    double within_m = 100;
    double blocked_m = 2.5; // width one person stops
    std::vector<std::string> refuges{"refuge", "open", "home", "road"};
    double walk_m_s = 1.4;
    double soon_s = 30;
    double least_m2 = 1;
};

// Ways out of a cell: the least number of narrow places (bottlenecks.h, up to blocked_m wide) that, blocked
// together, leave no refuge (refuges.h) within within_m on foot; 0 none anyway, 3 three or more (ways_out.h:
// Menger's theorem). Nobody has a key. Ways and
// refuges of the plan around the grid count as far as within_m. No value on private ground, and where no
// public ground is reached. Fields ways_out, refuge_m; table one_way_out, a row for each exit with the ground
// of the study area behind it, with what sightlines.concealment says of it. Metrics count the public ground
// of the study area. Sources: prospect, refuge and escape (Fisher and Nasar 1992); 100 m, 30 s and 2.5 m are
// our own. Throws Error(refused) where nothing counts as a refuge.
engine::AnalysisResult escape(const engine::Context& context, const EscapeParams& params);
engine::Analysis escape_analysis();

} // namespace prospect::access
