// Light that reaches windows, and light that goes up.
#pragma once

#include "analysis/engine/analysis.h"

#include <optional>

namespace prospect::lighting {

struct TrespassParams {
    std::string zone = "E3"; // environmental zone, whose limits are asked for (obtrusive_light.h)
    std::optional<double> maintenance;
};

// Vertical illuminance on every window of the plan: on the plane of its wall, 5 cm before the middle between
// sill and head, direct light past all that stands. Before curfew: of the lamps that are lit at 20:00 in
// winter; after: at the hour of the night of the request (23:30 where it is of none). Crowns are those of the
// request's season in both. Tables windows (one row
// a window, with the lamp that gives it most) and lamps (one row a lamp: upward_light.h, the window it gives
// most). Unrounded values are compared. Throws Error(refused) without windows, and as lit_luminaires().
// Cost: a line for each window and lamp, twice.
engine::AnalysisResult trespass(const engine::Context& context, const TrespassParams& params);
engine::Analysis trespass_analysis();

} // namespace prospect::lighting
