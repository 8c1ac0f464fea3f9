// The fewest, or cheapest, controls that close a zone off.
#pragma once

#include "analysis/engine/analysis.h"

namespace prospect::access {

struct SealParams {
    std::string zone; // name or id; empty: each zone that is not public, one after another
    std::string least = "cost";
    double widest_gap_m = 6;
    bool through_buildings = false;
};

// Tables cut (the openings and gaps to close, whatever their control is now) and seals (one row a zone).
// Metrics controls and cost where one zone is asked for and can be closed off (contract §4, access.seal).
// Notes open_boundary where it cannot, escape_blocked where somebody within would not get out. Throws
// Error(refused) for a zone that is not on the plan. Cost: the access graph and a maximum flow a zone.
engine::AnalysisResult seal(const engine::Context& context, const SealParams& params);
engine::Analysis seal_analysis();

} // namespace prospect::access
