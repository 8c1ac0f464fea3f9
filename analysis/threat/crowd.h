// Crowd places: how dense, when, on the axis of which roads, and what the law asks of so many people.
#pragma once

#include "analysis/engine/analysis.h"
#include "analysis/threat/crowd_places.h"

#include <string>

namespace prospect::threat {

struct CrowdParams {
    double least_people = 50;
    double moving_per_m2 = 2;
    double standing_per_m2 = 4;
    double axis_width_m = 2.5;
    double axis_length_m = 50;
    std::string duties = "uk_2025"; // a profile of capacity_duties.json, or "no"
};

// Covers density of crowds and the ground straight beyond the ends of roads (crowd_places.h); run-ups are
// those of threat.vehicles with its usual settings. Tables crowds (one row a place) and axes (the ground on the
// axis of a road, as areas). Refuses nothing: a plan without crowd places gives empty tables and a note.
engine::AnalysisResult crowd(const engine::Context& context, const CrowdParams& params);
engine::Analysis crowd_analysis();

} // namespace prospect::threat
