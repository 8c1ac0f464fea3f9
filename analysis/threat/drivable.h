// The ways a vehicle can drive on, as a network of straight pieces.
#pragma once

#include "analysis/scene/scene.h"

#include <optional>
#include <vector>

namespace prospect::threat {

struct DrivableSettings {
    // Footways and cycleways at least this wide count, too; absent: none does.
    std::optional<double> wide_footway_m;
};

// One direction of a piece between two nodes. Arcs 2k and 2k + 1 are the two directions of one piece.
struct Arc {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::uint32_t path = 0; // in Drivable::paths
    std::uint32_t edge = 0; // the straight stretch as drawn that it is a part of
    double length_m = 0;
    Point drawn_from; // the corners of that stretch, in the direction of travel
    Point drawn_to;
};

// Where a line as drawn ends.
struct PathEnd {
    std::uint32_t path = 0;
    std::uint32_t arrival = 0; // the arc that leads to it
    Point at;                  // as drawn
    Point ahead;               // unit: straight on beyond it
};

// Paths of kind road and service that are there in the phase, in both directions. Lines are joined at corners
// they share, where they cross, and where one ends on the carriageway of another (within half its width, at
// least join_m).
struct Drivable {
    std::vector<FeaturePtr> paths;
    std::vector<double> widths_m;
    std::vector<Point> nodes;
    std::vector<Arc> arcs;
    std::vector<std::vector<std::uint32_t>> into; // by node: the arcs that lead to it
    std::vector<PathEnd> ends;                    // in the order of the paths
    std::vector<scene::Note> notes;               // lines without length, widths assumed, ends moved

    // Nothing leads on from there.
    bool is_loose(std::uint32_t node) const { return into[node].size() == 1; }
    bool is_u_turn(std::uint32_t from, std::uint32_t to) const { return (from ^ 1U) == to; }
    // Of the turn from one arc into another that follows it: turn_radius_m along one path; from one path into
    // another no more than corner_radius_m of the wider carriageway, either.
    double radius_m(std::uint32_t from, std::uint32_t to) const;
};
inline constexpr double join_m = 0.5;

// Cost: O(n log n) in the corners.
Drivable drivable(const scene::Scene& scene, const DrivableSettings& settings);

// Of the circle through three places passed one after another; infinite where they lie in a line. For a turn
// back by more than a right angle the circle says nothing of the turn: then no more than the corner's.
double turn_radius_m(Point before, Point at, Point after, double width_m);
// Of the widest arc that fits into a corner of two carriageways of that width, from the outer edge of one
// past the inner corner to the outer edge of the other: width / (1 - cos(turn / 2)).
double corner_radius_m(Point before, Point at, Point after, double width_m);

} // namespace prospect::threat
