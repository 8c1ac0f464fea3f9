// Which ground is seen from one place or from many, over a surface or among what stands in the place.
#pragma once

#include "analysis/engine/analysis.h"

namespace prospect::sightlines {

struct ViewshedParams {
    engine::PointList points; // full CRS coordinates
    std::filesystem::path points_file;
    double eye_height_m = 1.6;
    double target_height_m = 0;
    double reach_m = 0; // 0 = unlimited
    double azimuth_deg = 0;
    double fov_deg = 360;
    std::string on = "surface"; // surface, scene
    std::string snap = "yes";
    std::string curvature = "no";
    std::string surface_unit = "auto"; // auto, m, dm, cm, mm, ft
    double cell_m = 1;                 // on the scene
    std::vector<std::string> measures{"visible", "count", "height_needed"};
};

// Fields visible, count, height_needed, on the surface's own cells or, without one or on the scene, on the
// grid of cell_m. A single observer off the surface, on a cell without height or within something solid is
// Error(refused); of several, the result is partial and counts them. Error(refused) also for a surface in
// degrees or, unless its unit is given, in what look like whole decimetres. Error(usage) for curvature
// without a surface: what stands in the place is on a flat earth. Cost: well under a microsecond for a cell
// and observer.
engine::AnalysisResult viewshed(const engine::Context& context, const ViewshedParams& params);
engine::Analysis viewshed_analysis();

} // namespace prospect::sightlines
