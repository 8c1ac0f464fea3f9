// Gates that close a way off, as changes to be tried.
#pragma once

#include "analysis/access/way_sides.h"
#include "analysis/assessment/metric.h"

#include <span>

namespace prospect::assessment {

// A place of a way between what stands to its left and right.
struct GatePlace {
    Point at;        // of the gate, on the way
    Point direction; // unit, of the way
    Segment across;  // from the left to the right wall
};

// Absent where there is nothing on one of the sides within reach_m.
std::optional<GatePlace> gate_place(const access::WaySides& sides, Point at, Point direction, double reach_m);

// A fence of 2 m that lets sight through, with a gate in it that opens by a key, at each place. Absent where
// the plan has no layer for barriers, or none for openings.
std::optional<SiteEdit> gates_across(const Facts& facts, const std::string& title,
                                     std::span<const GatePlace> places);

} // namespace prospect::assessment
