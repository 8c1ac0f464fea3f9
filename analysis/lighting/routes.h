// The light along every path, as somebody on foot meets it in either direction.
#pragma once

#include "analysis/engine/analysis.h"

#include <filesystem>
#include <optional>

namespace prospect::lighting {

struct RoutesParams {
    double step_m = 1;
    std::vector<std::string> thresholds_lx{"1", "2"};
    double min_length_m = 5;
    double face_height_m = 1.5;
    std::optional<double> maintenance;
    std::filesystem::path eh_file;  // in place of the lamps: the light on the ground
    std::filesystem::path esc_file; // and that on faces, both ways
};

// Tables profile (one row a station), dark_stretches (one row a stretch below a threshold) and routes (one
// row a path) of the stretches in the study area; columns as in contract §4. A stretch reaches from the first
// to the last of neighbouring stations below the threshold and is kept when it is at least min_length_m -
// step_m long. Of a path with a class (class_minimum_lx(), lit_paths.h) the least it allows is a threshold
// too. With one of the files lamps are not needed: what neither gives is empty, and a note says so; with both
// they are not looked at. A station without light is in no stretch and no mean. Throws Error(refused) when
// there is no path or, as lit_luminaires() and GivenLight, no light; Error(usage) for a threshold that is no
// number above 0. Cost: as lighting.illuminance with two spots a station.
engine::AnalysisResult routes(const engine::Context& context, const RoutesParams& params);
engine::Analysis routes_analysis();

} // namespace prospect::lighting
