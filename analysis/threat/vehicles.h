// How fast a vehicle can arrive where people gather, what stops it, and whether lines of bollards have gaps.
#pragma once

#include "analysis/engine/analysis.h"
#include "analysis/threat/approaches.h"

#include <optional>

namespace prospect::threat {

struct VehiclesParams {
    double acceleration_ms2 = 1.2; // of a truck of 7.2 t
    double mass_kg = 7200;
    double friction = 0.7;
    double entry_speed_kmh = 0;
    std::optional<double> wide_footway_m;
    double bollard_gap_m = 1.2;
    double least_bollard_gap_m = 0.9;
    double bollard_diameter_m = 0.2;
};

ApproachSettings approach_settings(const VehiclesParams& params);

// Covers one attack: a vehicle driven at people or a place on purpose (penetrative). To each crowd place
// (activity crowd) and target, along each road or service way that ends within 5 m of it, the fastest run-up:
// v_i = min(sqrt(mu g r_i), sqrt(v_(i-1)^2 + 2 a s)), energy m v^2 / 2 (approaches.h, run_up.h). Tables
// approaches (lines from where a run-up begins) and gaps (clear gaps of lines of bollards). Metrics of what
// is in the study area. Refuses nothing: a plan without roads or places gives empty tables and notes.
engine::AnalysisResult vehicles(const engine::Context& context, const VehiclesParams& params);
engine::Analysis vehicles_analysis();

} // namespace prospect::threat
