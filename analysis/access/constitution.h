// Which stretches of the paths have doors that open onto them.
#pragma once

#include "analysis/access/building_fronts.h"

#include <vector>

namespace prospect::access {

// A path from one junction to the next.
struct PathPiece {
    FeaturePtr path;
    std::vector<Point> line;
    double length_m = 0;
    Point at;            // its middle
    bool scored = false; // its middle is in the study area
    std::vector<FeaturePtr> doors;

    // A door opens onto it (Hillier and Hanson: constituted space).
    bool constituted() const { return !doors.empty(); }
    double doors_per_100m() const {
        return length_m > 0 ? static_cast<double>(doors.size()) / length_m * 100 : 0;
    }
};

// Paths cut where another crosses them or ends within join_m of them, and of each piece the doors on the
// ground floor from which one steps straight out towards it: the piece that the way square out of the wall
// meets first of the path, within the depth and with a clear line at eye height (building_fronts.h). A door
// counts for each path before it. Cost: look-ups by index for each edge and door.
std::vector<PathPiece> path_pieces(const Site& site, const BuildingFronts& fronts);

inline constexpr double join_m = 0.5;

} // namespace prospect::access
