// Where a picture or page lies on the plan, from points known on both.
#pragma once

#include "geometry/base/affine.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace prospect {

// The same spot on the picture (y up, any unit) and on the ground (metres).
struct ControlPoint {
    Point picture;
    Point ground;
    bool operator==(const ControlPoint&) const = default;
};

// helmert: moved, turned and scaled (two points or more); affine: also sheared and stretched (three or more).
enum class TransformKind { helmert, affine };
std::string_view name_of(TransformKind kind);
std::optional<TransformKind> transform_kind_of(std::string_view name);
std::size_t fewest_points(TransformKind kind);

struct Registration {
    TransformKind kind{};
    Affine map;                      // picture → ground
    std::vector<double> residuals_m; // of each point, in order
    double rms_m = 0;                // root of their mean square; 0 with the fewest points
    bool mirrored = false;           // the picture shows the ground as in a mirror
};

// Least squares of the residuals on the ground. A helmert of three points or more that fits a mirrored
// picture better by half is mirrored. Throws Error(refused): too few points, points that lie on one spot (or,
// for an affine map, on one line).
Registration register_points(std::span<const ControlPoint> points, TransformKind kind);

} // namespace prospect
