// The edge of a zone: what marks it, and whose the ground beyond it is.
#pragma once

#include "analysis/scene/access_graph.h"
#include "analysis/scene/zones.h"
#include "geometry/index/spatial_index.h"

namespace prospect::access {

struct ZoneEdge {
    double length_m = 0;
    double other_m = 0;                       // of it with ground of another ownership beyond
    double marked_m = 0;                      // of that with something that shows it
    std::vector<std::vector<Point>> unmarked; // the stretches without, as lines
    double marked_share() const { return other_m > 0 ? marked_m / other_m : 1; }
};

// A piece of the outline of a zone, its middle and the direction that leads out of the zone there.
struct EdgePiece {
    Segment along;
    Point at;
    Point outward; // unit
    double length_m() const { return distance(along.a, along.b); }
};
// Equal pieces of at most step_m of each edge, ring by ring, in the order of the outline.
std::vector<std::vector<EdgePiece>> edge_pieces(const Feature& zone, double step_m);

// Marks of a change of ownership: barriers of any height, kerbs included, walls of buildings, edges of
// planting and of water, within beside_m of the edge. Change of paving and of level are not looked for: no
// plan says them. Immutable; the scene must outlive it.
class ZoneEdges {
public:
    explicit ZoneEdges(const scene::Scene& scene);

    // By places every step_m along all rings. Cost: a look-up by index for each.
    ZoneEdge of(const Feature& zone) const;
    // Whether there is a mark within beside_m of p.
    bool marked(Point p) const;

    static constexpr double step_m = 0.5;
    static constexpr double beside_m = 0.75;

private:
    scene::Zones zones_;
    std::vector<Segment> marks_;
    SpatialIndex index_;
};

} // namespace prospect::access
