// What the lamps of a plan take, for the light they give.
#pragma once

#include "analysis/engine/analysis.h"

#include <optional>

namespace prospect::lighting {

struct EnergyParams {
    double hours_per_year = 4000; // from dusk to dawn, a year
    std::optional<double> maintenance;
};

// Indicators after EN 13201-5, of the paths and car parks of the study area together (those that
// lighting.classes compares) and all lamps lit: D_P = P / sum(E A), W/(lx m2), E the mean light on the ground
// of each, A its ground; D_E = sum(P t) / sum(A), Wh/m2 a year. P of a lamp is the power its file says times
// its dimming; t hours_per_year, or of its `hours` those of 52.18 weeks. Lamps whose file says no power are
// named, and then both indicators are left out: they would be too good. Throws Error(refused) as
// lit_luminaires(). Cost: that of lighting.classes on the ground.
engine::AnalysisResult energy(const engine::Context& context, const EnergyParams& params);
engine::Analysis energy_analysis();

// Hours a week in which such hours hold, in steps of 5 minutes; absent where they follow the dusk or are not
// understood. "24/7": 168.
std::optional<double> hours_per_week(const std::string& hours);

} // namespace prospect::lighting
