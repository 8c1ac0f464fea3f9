// How one gets into each zone, and how deep it lies.
#pragma once

#include "analysis/engine/analysis.h"

namespace prospect::access {

struct ZonesParams {
    double cell_m = 1; // of the map
    std::string mover = "foot";
    double widest_gap_m = 6;
    bool through_buildings = false;
};

// Field reach (where one gets to, in doors and gates to pass). Tables zones (one row a zone), openings
// (doors, gates and gaps that lead from one piece of ground to another: who passes when), drawn_short (ends
// of barriers that most likely should meet something). Metrics of all zones. Cost: the access graph, and a
// look-up for each cell.
engine::AnalysisResult zones(const engine::Context& context, const ZonesParams& params);
engine::Analysis zones_analysis();

// The settings that all analyses of the access graph share.
engine::ParameterInfo widest_gap_parameter();
engine::ParameterInfo through_buildings_parameter();

} // namespace prospect::access
