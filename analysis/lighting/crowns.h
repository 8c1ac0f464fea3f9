// Crowns of trees in the light of lamps, now and as they grow.
#pragma once

#include "analysis/engine/analysis.h"

#include <array>

namespace prospect::lighting {

struct CrownsParams {
    double least_share = 0.05; // of a lamp's light, from which on a tree is told of
};

inline constexpr std::array<int, 3> growth_years{0, 5, 10};

// What crowns take of the light that each lamp sends down: the share of its flux below the horizon whose way
// to the ground crosses them, times their opacity in the season; now (year 0) and in year 5 and 10 of growth
// (domain LT-13, NS-17). Directions 2° apart; the ground is level at the lamp's foot. Only crowns: walls and
// roofs are left out of it. Tables lamps (one row a lamp: all crowns together) and trees (one row a lamp and
// tree that takes least_share or more in some year). Throws Error(refused) as lit_luminaires(), and without
// trees. Cost: 8100 directions for each lamp, crown near it and year.
engine::AnalysisResult crowns(const engine::Context& context, const CrownsParams& params);
engine::Analysis crowns_analysis();

} // namespace prospect::lighting
