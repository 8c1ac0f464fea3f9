// Whether paths and car parks have the light their class asks for.
#pragma once

#include "analysis/engine/analysis.h"

#include <optional>

namespace prospect::lighting {

struct ClassesParams {
    std::string path_class; // of paths that have none; "": none
    std::string area_class; // of areas
    std::string profile = "en_13201";
    bool faces = false;
    double face_height_m = 1.5;
    std::optional<double> maintenance;
};

// Tables classes (one row a path, then one a car park: zones used for parking, activities of kind parking
// that are areas) and class_points (one row a calculation point, calculation_field.h). eh and ehs on the
// ground; esc and ev at face_height_m, the lesser of both ways along a path, the least of four directions on
// an area. Points outside the study area, within buildings and where the terrain has no height are left out.
// A path without a class is compared with the family the profile has for it: pass is empty. One whose class
// is unknown or needs luminance likewise, with a warning. Throws Error(usage) for a setting that names such a
// class, Error(refused) when there is neither path nor car park or, as lit_luminaires(), no light. Cost: as
// lighting.illuminance with four spots a point.
engine::AnalysisResult classes(const engine::Context& context, const ClassesParams& params);
engine::Analysis classes_analysis();

} // namespace prospect::lighting
