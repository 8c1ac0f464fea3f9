// From how far a face can be read by night.
#pragma once

#include "analysis/engine/analysis.h"

#include <filesystem>
#include <optional>

namespace prospect::lighting {

// Metres from which somebody who comes towards one is recognised, by the semicylindrical lux on their face:
// 17 (1 - exp(-0.46218 E^0.59368)), a smooth curve through Rombauts' points 0.4 lx at 4 m and 3 lx at 10 m
// that ends at his 17 m (domain.md §3a-v; the curve is ours).
double recognition_m(double esc_lx);

struct RecognitionParams {
    double cell_m = 1;
    double face_height_m = 1.5;
    std::optional<double> maintenance;
    std::filesystem::path esc_file; // in place of the lamps
};

// Field recognition, m: recognition_m of the darkest of the four directions a face may look (esc_min of
// lighting.illuminance), or of what esc_file says of the cell's centre: no value in buildings and where the
// file has none, and lamps are not needed. Metrics: shares of the public ground by distance. Throws
// Error(refused) as lighting.illuminance and GivenLight. Cost: that of lighting.illuminance; little with a
// file.
engine::AnalysisResult recognition(const engine::Context& context, const RecognitionParams& params);
engine::Analysis recognition_analysis();

} // namespace prospect::lighting
