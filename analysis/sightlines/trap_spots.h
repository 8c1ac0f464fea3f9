// Corners beside a way from which nobody can get away (domain NS-12, §3a-vi).
#pragma once

#include "analysis/engine/context.h"

#include <span>
#include <vector>

namespace prospect::sightlines {

struct TrapSettings {
    double cell_m = 1;
    double eye_height_m = 1.6;
    double reach_m = 4;
    double enclosure = 0.75;
    double exit_m = 2.5;
    double route_m = 5;
};

// Spots beside the same path that lie side by side or have the same way out, told by the first of them from
// the north-west.
struct TrapSpot {
    Point at;
    FeaturePtr path;
    FeaturePtr thing;     // the building, barrier or planting nearest to it of those that bound its view
    double enclosure = 0; // share of all directions that end at a wall
    double exit_m = 0;    // width of the only way out
    Point exit;           // its middle
    double route_m = 0;   // from there to the path
    double area_m2 = 0;   // ground seen from the spot within reach
    Box corner;           // of all its spots
};

struct Traps {
    std::vector<TrapSpot> spots;
    double cell_m = 0; // as asked for, or larger where the paths are too long for that
};

// A spot is a trap when walls at eye height take up the share `enclosure` of all directions within reach_m,
// all openings wide enough for a person but one are closed, and that one is at most exit_m wide and route_m
// from a path. Looked for at the centres of cells in the study area near the paths of `box`, outside private
// ground. Barriers that are seen through close nothing. paths: those present in the phase. Cost: a view a
// cell.
Traps find_traps(const engine::Context& context, const engine::Workers& workers,
                 std::span<const FeaturePtr> paths, const Box& box, const TrapSettings& settings);

// One row a trap. closed_by: all that bounds the view from it.
engine::Table entrapment_table(const engine::Context& context, const Traps& traps,
                               const TrapSettings& settings);

} // namespace prospect::sightlines
