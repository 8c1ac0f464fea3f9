// Where somebody stands and looks: from parameters, from a file, or from the plan's observers.
#pragma once

#include "analysis/engine/context.h"
#include "analysis/engine/schema.h"
#include "geometry/kernel/visibility.h"

namespace prospect::sightlines {

struct Viewpoint {
    Point place; // local
    Point full;  // as given
    double eye_height_m = 0;
    kernel::Sight sight;
    Uuid feature; // of an observer
};

// In the order of the input. carried: further columns of the input, one value for each viewpoint.
struct Viewpoints {
    std::vector<Viewpoint> points;
    std::vector<std::string> carried_columns;
    std::vector<std::vector<std::optional<Value>>> carried; // by viewpoint
};

// What holds where a viewpoint does not say otherwise.
struct ViewpointDefaults {
    double eye_height_m = 1.6;
    kernel::Sight sight;
};

struct ViewpointSources {
    const engine::PointList& points;
    const std::filesystem::path& points_file;
    std::string_view path; // name or id
    double step_m = 1;
};

// Exactly one source: the points (z, when given, is the eye height); the file (CSV with x,y and optional id,
// azimuth_deg, fov_deg, reach_m, inner_m, eye_height_m; empty cells take the default; all columns are
// carried); the stations of a path, looking forward, turned by the default's azimuth (carried: path,
// chainage_m); else the observers present (own height_m counts; carried column id: name, else id). Throws
// Error(usage) when two of them are given, a point lies further than tolerance::site_limit_m from the plan or
// its eye height is below the ground or above max_eye_height_m; Error(refused) naming the row of a bad cell
// or of a place that far away, or the observer of a bad eye height, for a path that is not there, for an
// inner radius that is not less than the reach, or what to do when there are no viewpoints.
Viewpoints viewpoints_of(const engine::Context& context, const ViewpointSources& sources,
                         const ViewpointDefaults& defaults);

// Allowed ranges, shared by parameters and file columns.
inline constexpr double min_fov_deg = 0.01;

} // namespace prospect::sightlines
