// Night light and natural surveillance together: where somebody could see what the lamps show.
#pragma once

#include "analysis/engine/analysis.h"

namespace prospect::sightlines {

struct SeenAndLitParams {
    double cell_m = 1;
    double lit_lx = 2; // on the ground, from which on it counts as lit
    std::int64_t openings =
        1; // windows and doors within 43 m with a clear line, from which on it counts as seen
    bool assume_windows = false;
};

// By cell, from lighting.illuminance (eh) and sightlines.overlooking (openings_43m) on one grid: 0 neither, 1
// lit and not seen, 2 seen and dark, 3 both. Lit ground that nobody looks at invites people to where no help
// is; a window sees nothing in the dark. Windows are counted whether or not somebody is awake behind them.
// Metrics are shares of the public ground of the study area. Throws Error(refused) as these two do.
engine::AnalysisResult seen_and_lit(const engine::Context& context, const SeenAndLitParams& params);
engine::Analysis seen_and_lit_analysis();

} // namespace prospect::sightlines
