// The light at places of a list.
#pragma once

#include "analysis/engine/analysis.h"

#include <optional>

namespace prospect::lighting {

struct PointsParams {
    std::filesystem::path points_file;
    std::optional<double> maintenance;
    double cutoff_lx = 0;
};

// Table points, one row a place in input order: all quantities (quantities.h) at the row's own z above the
// ground, ev on the plane that faces azimuth_deg and leans back by tilt_deg (90: upwards), esc on the face of
// somebody who looks that way; empty within a building and where the ground has no height, and the result is
// partial then. Throws Error(usage) without a file, Error(refused) for one that cannot be used and as
// lit_luminaires().
engine::AnalysisResult points(const engine::Context& context, const PointsParams& params);
engine::Analysis points_analysis();

} // namespace prospect::lighting
