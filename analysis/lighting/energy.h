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
// lighting.classes compares, ground of several once): D_P = P / sum(E A), W/(lx m2), P of the lamps lit at
// the hour of the request, E the mean light on the ground of each, A its ground; D_E = sum(P t) / sum(A),
// Wh/m2 a year, of all lamps. P of a lamp is its `watts`, else what its light data says, times its dimming; t
// by burning_hours(). Lamps of unknown power are named, and then both indicators are left out: they would be
// too good. Throws Error(refused) as lit_luminaires(). Cost: that of lighting.classes.
engine::AnalysisResult energy(const engine::Context& context, const EnergyParams& params);
engine::Analysis energy_analysis();

struct BurningHours {
    double fixed_per_week = 0;       // by the clock, in steps of 5 minutes
    double dark_nights_per_week = 0; // from dusk to dawn
};
// Of the hours of a lamp; empty ones: every night from dusk to dawn. Absent where they are not understood.
std::optional<BurningHours> burning_hours(const std::string& hours);

} // namespace prospect::lighting
