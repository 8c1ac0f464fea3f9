// Maps of the light at night.
#pragma once

#include "analysis/engine/analysis.h"

#include <optional>

namespace prospect::lighting {

struct IlluminanceParams {
    double cell_m = 1;
    std::vector<std::string> quantities{"eh", "esc_min"};
    double height_m = 0;        // of eh and ehs above the ground
    double face_height_m = 1.5; // of all others
    double step_m = 1;          // along paths
    std::optional<double> maintenance;
    double cutoff_lx = 0;
};

// Fields of the quantities asked for (quantities.h), lux; tables paths (lit_paths.h) and luminaires
// (lit_plan.h); metrics covered_share_1lx, _2lx, _5lx: share of the public ground of the study area that gets
// that much on the ground; covered_share_class: of the spots of paths with a class, those with the least it
// allows. No value in buildings and where the terrain has no height. Direct light alone.
// Throws Error(refused) as lit_luminaires(). Cost: lamps × cells × some 60 ns, twice that where quantities of
// both heights are asked for.
engine::AnalysisResult illuminance(const engine::Context& context, const IlluminanceParams& params);
engine::Analysis illuminance_analysis();

} // namespace prospect::lighting
