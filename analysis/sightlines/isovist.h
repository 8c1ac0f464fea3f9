// What can be seen from single points: the isovist and its measures (Benedikt 1979).
#pragma once

#include "analysis/engine/analysis.h"

namespace prospect::sightlines {

struct IsovistParams {
    engine::PointList points; // full CRS coordinates
    std::filesystem::path points_file;
    std::string path; // name or id: look from it at every step
    double step_m = 1;
    double eye_height_m = 1.6;
    double reach_m = 0; // 0 = unlimited
    double inner_m = 0; // ground nearer than this is left out
    double azimuth_deg = 0;
    double fov_deg = 360;
    std::string polygons = "yes"; // yes, none
};

// Table isovists, one row a viewpoint in input order, or along a path table profile, one row a station;
// tables isovist (view polygons), occluding_radial (hidden edges) and, along a path, isovist_union (all that
// is seen from it) for the GeoPackage. A single viewpoint inside something solid is Error(refused); of
// several, the row stays without numbers and the result is partial. Cost: some microseconds a viewpoint; the
// union some milliseconds.
engine::AnalysisResult isovist(const engine::Context& context, const IsovistParams& params);
engine::Analysis isovist_analysis();

} // namespace prospect::sightlines
