// One view after another while somebody moves the eye: the walls and their owners are found once, a view
// takes microseconds, and what ends it is known by name.
#pragma once

#include "analysis/scene/scene.h"
#include "analysis/scene/standing_walls.h"
#include "geometry/index/spatial_index.h"
#include "geometry/raster/field.h"
#include "geometry/site/site.h"

#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

namespace prospect::sightlines {

enum class LookStatus {
    seen,
    in_solid, // inside a building or another solid thing
    outside,  // beyond the edge of the plan: nothing is known there
};

// Where a view ends at nothing solid.
struct OpenEnds {
    // Lengths of its outline: beside something that hides the ground behind it; on the circle of the reach
    // and along the sides of the field of view; where the plan ends. Their sum is occlusivity_m.
    double hidden_m = 0;
    double limit_m = 0;
    double plan_end_m = 0;
    // Of all directions looked in: those in which sight ends at the reach, and where the plan ends.
    double limit_share = 0;
    double plan_end_share = 0;
};
// `sight` as given to view_from, its inner radius left out of account. Cost: O(boundary points).
OpenEnds open_ends(const kernel::View& view, const kernel::Sight& sight);

struct LiveView {
    LookStatus status = LookStatus::outside;
    kernel::View view;
    kernel::ViewMeasures measures; // all zero unless seen
    OpenEnds open;                 // likewise
};

// A thing the view ends at.
struct Blocker {
    Uuid feature;
    Role role{};
    double nearest_m = 0; // from the eye to the nearest that is seen of it
    Point nearest;
    double share = 0;           // of all directions looked in: those in which sight ends at it
    std::vector<Segment> walls; // what is seen of it, in the order of the view's boundary
};

// The walls of one eye height. Immutable: any number of threads may look, each with a Looker of its own.
class SightWalls {
public:
    // Bounds are the scene's; for views with a reach widened so that no reach up to `reach_m` is cut short
    // from within the scene's. Cost: as VisibilityScene, and one pass over the site. Throws Cancelled.
    SightWalls(std::shared_ptr<const scene::Scene> scene, double eye_height_m, double reach_m,
               const Progress& progress = {});

    const scene::Scene& scene() const { return *scene_; }
    const std::shared_ptr<const scene::Scene>& shared_scene() const { return scene_; }
    double eye_height_m() const { return eye_height_m_; }
    // Whether views of that reach are whole and end where they should: unlimited ones at the scene's bounds,
    // whatever room others were given.
    bool serves(double reach_m) const { return reach_m > 0 ? reach_m <= room_m_ : room_m_ == 0; }
    const kernel::VisibilityScene& walls() const { return *walls_; }

    // What the view ends at, the greatest share of the directions first, of equal ones the nearest. Straight
    // walls of several things in one line are told apart. Cost: some microseconds for each edge of the view.
    std::vector<Blocker> blockers(const kernel::View& view, const kernel::Sight& sight) const;
    // The thing that has the place within it, the first of several; null: none.
    const scene::StandingWall* holder(Point place) const;
    // The feature of a blocker or holder; null when the site has it no more.
    FeaturePtr feature(const Uuid& id) const;

private:
    struct Edge {
        Segment at;
        std::uint32_t wall = 0;
    };
    struct Piece;
    std::vector<Piece> pieces_of(const Segment& seen) const;

    std::shared_ptr<const scene::Scene> scene_;
    double eye_height_m_;
    double room_m_ = 0;
    std::vector<scene::StandingWall> standing_;
    std::vector<Edge> edges_;
    SpatialIndex edge_index_;
    SpatialIndex ring_index_; // of standing_
    std::unordered_map<Uuid, FeaturePtr> features_;
    std::shared_ptr<const kernel::VisibilityScene> walls_;
};

// Looks again and again, reusing its memory. One for each thread.
class Looker {
public:
    explicit Looker(std::shared_ptr<const SightWalls> walls)
        : walls_(std::move(walls)), workspace_(walls_->walls().make_workspace()) {}

    const std::shared_ptr<const SightWalls>& walls() const { return walls_; }
    // Throws Error(usage) for a Sight that is none.
    const LiveView& look(Point eye, const kernel::Sight& sight);

private:
    std::shared_ptr<const SightWalls> walls_;
    kernel::VisibilityScene::WorkspacePtr workspace_;
    LiveView last_;
};

// Cells of a grid row whose centres are seen: columns from `first` to `last`.
struct SeenRun {
    std::int64_t row = 0;
    std::int64_t first = 0;
    std::int64_t last = 0;
};
// Cells whose centres are within rings, by the even-odd rule. In order of rows, from the north. Cost: by the
// rows that each edge crosses.
std::vector<SeenRun> cells_within(const Grid& grid, std::span<const std::span<const Point>> rings);
std::vector<SeenRun> seen_cells_of(const Grid& grid, const kernel::View& view);
// The same of the cells that have a value.
std::vector<SeenRun> seen_cells_of(const Field& field, const kernel::View& view);
// A few of many cells, evenly by direction: of the cells whose centres lie in one of `sectors` equal sectors
// about the eye the farthest, in the order of the sectors, clockwise from north. Cost: O(cells).
std::vector<Point> farthest_by_direction(const Grid& grid, const std::vector<SeenRun>& cells, Point eye,
                                         std::size_t sectors);

} // namespace prospect::sightlines
