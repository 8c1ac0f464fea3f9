// The edges of private ground, stretch by stretch: what closes them, which side of the house they are on and
// who gets to the ground beyond.
#pragma once

#include "analysis/access/front_boundaries.h"
#include "analysis/access/reach.h"
#include "analysis/scene/access_graph.h"

#include <string_view>

namespace prospect::access {

enum class HouseSide : std::uint8_t { front, side, rear, unknown };
std::string_view name_of(HouseSide side);

// A stretch of the edge of a zone along which all of this is the same.
struct PrivateStretch {
    FeaturePtr zone;
    HouseSide side{};
    FeaturePtr entrance; // the main entrance that tells the side; null where none does
    std::vector<Point> line;
    double length_m = 0;
    double marked_m = 0;                 // of it with something that shows it (zone_edges.h)
    Point at;                            // its middle
    Point outward;                       // unit, out of the zone there
    std::vector<Point> outside;          // by piece: places on the ground beyond, beside the edge
    FeaturePtr barrier;                  // null: none stands there
    FeaturePtr building;                 // whose wall the edge is; null: none
    std::optional<std::uint32_t> beyond; // place of the graph; absent where nobody moves there
    std::optional<int> depth;            // of it, in controlled crossings; absent where nobody gets to

    // Everybody gets to the other side of it (domain AC-03).
    bool exposed() const { return !building && depth == 0; }
    // At the back of a house, or taken as such since nothing tells.
    bool rear() const { return !building && (side == HouseSide::rear || side == HouseSide::unknown); }
};

// The edges of all semi-private, private and restricted zones in the study area, zone by zone in layer order.
// Looked at every 0.5 m (ZoneEdges::step_m). What is along it: the nearest barrier within beside_m that runs
// within 45 degrees of the edge; a wall of a building where one stands beyond. Side of the house: that of the
// nearest main entrance of a building that the zone touches; of its outward direction d an edge that looks
// out in direction n is the front where n·d >= 0.5 and it lies ahead of the door, or where it lies before a
// main entrance within the reach; the rear where n·d <= -0.5; else a side. Stretches end at corners of more
// than 45 degrees. Cost: look-ups by index for each piece.
std::vector<PrivateStretch> private_edges(const scene::Scene& scene, const scene::AccessGraph& graph,
                                          const Reach& reach, const FrontReach& front);

// The rear edges of private zones that follow one another, as along a row of gardens: places in `edges`, in
// their order.
struct RearRow {
    std::vector<std::size_t> edges;
    double length_m = 0;
    double exposed_m = 0;
    double exposed_share() const { return length_m > 0 ? exposed_m / length_m : 0; }
};
// Those of one zone, and of two zones those whose ends are within 1 m of each other and that look out within
// 45 degrees of each other: each zone is in one row.
std::vector<RearRow> rear_rows(const std::vector<PrivateStretch>& edges);

// Doors, gates and gaps of the graph to the ground beyond that are in the stretch: within beside_m of it and
// not past its ends.
std::vector<std::uint32_t> passages_in(const PrivateStretch& edge, const scene::AccessGraph& graph);

// Share of the band from 1 to 2 m above the ground that a barrier leaves open to sight (domain TR-06):
// 1 - opacity * (its part in the band, m) / 1 m.
double open_share(double base_m, double top_m, double opacity);

} // namespace prospect::access
