// The unit of a drawing: as declared when that is plausible, else a proposal the user confirms. Never a guess
// in silence.
#pragma once

#include "geometry/base/box.h"
#include "geometry/io/dxf_drawing.h"

#include <string>

namespace prospect::io {

struct DxfUnit {
    std::string name;  // "m", "cm", "mm", "ft", "in" and what $INSUNITS has besides
    double metres = 1; // of one unit
    std::string words; // "inches"
};

// Box of all that is drawn except what lies far from the rest (further than 20 times the middle 80 % of the
// drawing; of fewer than 20 shapes 200 times the middle half) or nowhere, and which is far: indices into
// DxfDrawing::drawn. Drawing units. Empty when nothing is drawn.
struct DxfExtent {
    Box box;
    std::vector<std::size_t> far_away;
};
DxfExtent robust_extent(const DxfDrawing& drawing);

// "24.4 × 23.1 m" for a box in drawing units.
std::string size_text(const Box& box, double metres_per_unit);

// The unit `wanted` names; else that of GEODATA or $INSUNITS when the drawing then has a plausible size (2 m
// to 20 km) and its doors and coordinates do not say otherwise. Throws Error(refused) that proposes a unit
// and says the size the drawing has in it; Error(usage) when `wanted` is none of m, cm, mm, ft, in.
DxfUnit choose_unit(const DxfScan& scan, const Box& extent, const std::string& wanted);

// The declared unit without any check; absent when the drawing has none.
std::optional<DxfUnit> declared_unit(const DxfScan& scan);

} // namespace prospect::io
