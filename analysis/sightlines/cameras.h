// What the cameras of a plan show, and how much of a person: pixels on a metre (IEC 62676-4).
#pragma once

#include "analysis/engine/analysis.h"

namespace prospect::sightlines {

struct CamerasParams {
    double cell_m = 1;
    double target_height_m = 1.5;
    std::string edition = "2025"; // of IEC/EN 62676-4, whose levels are reported
};

// A spot is shown by a camera when it is in the picture, no further than the camera's range, and the line of
// sight between lens and target meets nothing. Fields pixels_per_m (of the camera that shows most of it, 0
// where none does) and camera_count; spots in buildings have no value. Tables cameras, camera_levels,
// coverage. Metrics count the public ground of the study area. Cost: a tenth of a microsecond a camera and
// spot in its picture.
engine::AnalysisResult cameras(const engine::Context& context, const CamerasParams& params);
engine::Analysis cameras_analysis();

} // namespace prospect::sightlines
