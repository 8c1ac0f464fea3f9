// Outlines that lines and areas on the plan make: what can bound the site.
#pragma once

#include "geometry/site/feature.h"

#include <optional>
#include <span>
#include <vector>

namespace prospect {

struct ClosedOutline {
    Geometry area;                 // one polygon, as it is once the gap is closed
    std::vector<FeaturePtr> lines; // what it is made of
    std::optional<Segment> gap;    // the straight piece that closes it; absent: it closes by itself

    double gap_m() const { return gap ? length(gap->b - gap->a) : 0; }
};

// A line whose ends are further apart than this, or than a quarter of its length, is no outline left open by
// oversight.
inline constexpr double widest_outline_gap_m = 10;

// The outlines of all areas and of all lines, the largest first; those that enclose less than a square metre
// are left out. Lines whose ends meet within tolerance::close_ring_m are one. An outline that crosses itself
// has no clear inside and is left out, too; of one with more than 4 000 corners that is not looked into.
std::vector<ClosedOutline> closed_outlines(std::span<const FeaturePtr> features);

} // namespace prospect
