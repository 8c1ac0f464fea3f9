// Who and what can look into a window: cameras, and people on public ground close to it.
#pragma once

#include "analysis/engine/analysis.h"

namespace prospect::sightlines {

struct WindowParams {
    std::string opening;          // name or id; "" = every window in the study area
    double reach_m = 10;          // public ground this near counts
    double cell_m = 0.5;          // of that ground
    double eye_height_m = 1.6;    // of who stands there
    std::string edition = "2025"; // of IEC/EN 62676-4, whose levels of detail are reported
};

// Somebody stands at the window (guardians.h says where their eyes are). A camera sees them when they are in
// its picture and range, before the window's wall, and nothing is in the way: pixels on a metre there, and
// what the picture shows with so many. Public ground is that of scene::Zones from which somebody at most
// reach_m away, along the line of sight, has a clear line. Tables windows (one row a window) and cameras (one
// row for each camera that sees one). Throws Error(refused) for an opening that is not there or no window.
// Cost: a line of sight for each window and camera, and for each cell near it.
engine::AnalysisResult window(const engine::Context& context, const WindowParams& params);
engine::Analysis window_analysis();

} // namespace prospect::sightlines
