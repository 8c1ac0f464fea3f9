// How a plan's pixels become metres. Included only by .cpp files of geometry/io.
#pragma once

#include "geometry/io/import.h"

namespace prospect::io {

// A plan that was read, in the pixels a user counts in: x right from the left edge, y up from the top edge
// (rows are negative), at PlanFacts::dpi.
struct PlanSheet {
    Box shown;                 // what the picture shows
    std::optional<Affine> own; // to the ground, as the file itself says
    bool assumed_dpi = false;  // the file names no resolution
};

inline constexpr double usual_dpi = 150;
// For a plan that names no scale: the most common one of site plans. Always told.
inline constexpr double assumed_scale = 500;

// Settles facts.used_scale, basis, registration, unplaced and the draft's system, adds the notes that say so,
// and returns the map from user's pixels to the ground. Order: control points, the file's own place, scale.
Affine settle_place(SourceDraft& draft, const PlanSheet& sheet, const ImportOptions& options);

} // namespace prospect::io
