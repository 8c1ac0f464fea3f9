// Whether one place sees another, over sloping ground, past buildings, walls and crowns.
#pragma once

#include "analysis/engine/analysis.h"

namespace prospect::sightlines {

struct BetweenParams {
    std::filesystem::path pairs_file;
    double eye_height_m = 1.6;
    double target_height_m = 1.5;
    std::int64_t rungs = 16;    // 0: whether the target's top is seen, and no more
    std::string lines = "auto"; // auto, yes, none
};

// Table pairs, one row a pair in input order. A pair whose observer is within something solid, or of which an
// end is underground or where there is no ground to stand on, is Error(refused) when it is the only one; of
// several its row stays without answer and the result is partial. Cost: a microsecond a pair without
// rungs, two with.
engine::AnalysisResult between(const engine::Context& context, const BetweenParams& params);
engine::Analysis between_analysis();

} // namespace prospect::sightlines
