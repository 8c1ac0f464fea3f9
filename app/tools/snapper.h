// Pulls the pointer to what is already on the plan.
#pragma once

#include "app/tools/tool.h"
#include "geometry/index/spatial_index.h"
#include "geometry/site/site.h"

#include <span>

namespace prospect::app {

// A line that pulls in both senses as a direction in which one would draw on.
struct SnapRay {
    Point from;
    Point direction; // unit
    SnapKind kind = SnapKind::right_angle;
};

// Things that stand free (trees, lamps, seats, notes) are not pulled onto a wall or an edge, and do not pull:
// nothing is drawn to their middle. Openings and points of the drawing do.
bool stands_free(Role role, GeometryKind shape);

struct SnapQuery {
    Point at;
    double reach_m = 0;          // farther things do not pull
    std::optional<Point> anchor; // right angles are measured from it
    std::vector<Point> own;      // corners of what is being drawn
    std::vector<Uuid> except;    // features that do not pull: those being moved
    std::vector<SnapRay> rays;   // own directions, those of more worth first
    bool free_ones = false;      // what stands free pulls as well
};

// The directions that pull while one draws on from the last of the corners: at right angles to the segment
// drawn last and straight on; from three corners on likewise to the first segment, from the first corner so
// that closing it makes a right angle, and towards the first corner; between those of the last segment the
// diagonals, last.
std::vector<SnapRay> own_rays(std::span<const Point> corners);

// How far off a direction pulls, in degrees; never farther than twice the reach, right angles and straight
// lines always half of it.
inline constexpr double ray_pull_deg = 3;
inline constexpr double diagonal_pull_deg = 1.5;

// Where edges are so dense that more than this many lie within reach, crossings are left out: nobody could
// tell one from another at that scale.
inline constexpr std::size_t most_crossing_edges = 60;

// The nearest end, crossing, middle or right angle within reach; where there is none, a place where own
// directions cross each other or an edge, then one in an own direction, then the nearest place on an edge;
// else the point itself. Of places that fall together an end counts before a crossing, a middle, a right
// angle.
ToolPoint snap_among(const SnapQuery& query, std::span<const FeaturePtr> near);

class Snapper {
public:
    // Indexes the visible layers; those shared with the former site stay as they are. 100 000 features take
    // some 30 ms.
    void set_site(const SitePtr& site);
    // What is visible pulls; what stands free only where the query asks for it.
    ToolPoint snap(const SnapQuery& query) const;

private:
    struct IndexedLayer {
        LayerPtr layer;
        std::shared_ptr<const SpatialIndex> index;
    };
    SitePtr site_;
    std::vector<IndexedLayer> layers_;
};

} // namespace prospect::app
