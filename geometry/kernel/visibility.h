// What can be seen from a point in the plane: exact decisions on whole millimetres.
#pragma once

#include "geometry/base/geometry.h"
#include "geometry/base/progress.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace prospect::kernel {

struct VisibilityMesh;

// Walls that block sight. Polygon rings are solid inside (outer rings counter-clockwise, inner ones clockwise
// are open courts); lines have no inside and block from both sides. Rings and lines may touch, cross and
// overlap each other.
struct Obstacles {
    std::vector<std::vector<Point>> rings; // closed, first point not repeated; grouped freely
    std::vector<std::vector<Point>> lines;
    // Unlimited sight ends here: an occluding, not a solid edge. Grown to hold all rings and lines.
    Box bounds;
};

enum class ViewStatus : std::uint8_t { ok, on_wall, inside_solid };

// What bounds the view between boundary[i] and boundary[i + 1] (cyclic).
enum class EdgeKind : std::uint8_t {
    solid,   // a wall
    radial,  // an occluding edge along the line of sight, or a side of the field of view
    horizon, // the reach circle or the bounds: nothing solid
};

// A view polygon, counter-clockwise, star-shaped about the eye. No zero-width needles: a wall seen exactly
// end-on, or a line the eye stands on, takes up no direction and leaves no trace. The eye is a boundary point
// where a solid is hit at the eye itself (on a ring; once for each open wedge of a corner), and the first one
// with a field of view below 360 degrees. Points along one straight wall are joined.
struct View {
    ViewStatus status = ViewStatus::ok;
    Point eye; // where the view was taken: as asked, or moved by at most 0.5 mm onto the wall (on_wall)
    std::vector<Point> boundary;
    std::vector<EdgeKind> edges; // same size as boundary
};

struct Sight {
    double azimuth_deg = 0; // middle of the field of view, clockwise from grid north
    double fov_deg = 360;   // above 0; 360 and more is all round
    double reach_m =
        0; // 0 = unlimited; else the boundary follows its circle by chords less than 1 mm inside it
    // What lies nearer is left out of the area seen. view_from takes no notice: see seen_area.
    double inner_m = 0;
};

// An immutable scene of walls for any number of views, shared by any number of threads. Built from a
// constrained Delaunay triangulation of all walls, rounded to whole millimetres, crossings resolved; views by
// triangular expansion (Bungiu et al. 2014) with exact orientation tests.
class VisibilityScene {
public:
    // Cost: O(n log n) in wall segments plus crossings. Throws Error(refused) for non-finite coordinates or a
    // box beyond tolerance::coordinate_limit_m, Cancelled.
    explicit VisibilityScene(const Obstacles& obstacles, const Progress& progress = {});
    ~VisibilityScene();
    VisibilityScene(VisibilityScene&&) noexcept;
    VisibilityScene& operator=(VisibilityScene&&) noexcept;

    // Reusable memory of one thread.
    struct Workspace;
    struct WorkspaceDeleter {
        void operator()(Workspace* workspace) const;
    };
    using WorkspacePtr = std::unique_ptr<Workspace, WorkspaceDeleter>;
    WorkspacePtr make_workspace() const;

    // Within 0.5 mm of an edge or vertex the eye is on it (status on_wall): on a ring it sees the open side,
    // on a line both, at a vertex all open wedges. inside_solid, or a field of view all into the wall:
    // boundary empty. Cost: about the number of triangles seen. `view` keeps its capacity. Throws
    // Error(refused) for an eye outside bounds(), Error(usage) for a Sight that is not finite, a fov_deg <= 0
    // or a reach_m < 0.
    void view_from(Point eye, const Sight& sight, Workspace& workspace, View& view) const;
    View view_from(Point eye, const Sight& sight = {}) const;
    bool inside_solid(Point p) const;

    std::size_t wall_count() const; // constrained edges after crossings are resolved
    std::size_t triangle_count() const;
    const Box& bounds() const;
    // For the other algorithms of the kernel.
    const VisibilityMesh& mesh() const { return *mesh_; }

private:
    std::unique_ptr<const VisibilityMesh> mesh_;
};

// The ground that is seen, at least sight.inner_m from the eye: the view polygon, less a disc about the eye
// whose circle is followed by chords less than 1 mm inside it. One part for each piece, its outline valid. Cost: O(boundary
// points).
Geometry seen_area(const View& view, const Sight& sight);
// The occluding edges along the line of sight, from sight.inner_m on; no sides of the field of view.
std::vector<Segment> hidden_edges(const View& view, const Sight& sight);

// Benedikt's measures of one view (1979; names as depthmapX). l = radial from the eye to the boundary, 0 in
// directions that run into a solid at the eye. All are exact for the polygon, with its arcs taken as true
// arcs. With an inner radius, area, perimeter, occlusivity, compactness, drift and vertices are those of the
// ground seen beyond it (its circle is no wall); the radials are those of the whole view.
struct ViewMeasures {
    double area_m2 = 0;
    double perimeter_m = 0;
    double occlusivity_m = 0; // length of the boundary that is no wall, sides of the field of view included
    double compactness = 0;   // 4 pi area / perimeter^2
    double drift_m = 0;       // eye to centroid
    double drift_azimuth_deg =
        0;                    // of the centroid seen from the eye, clockwise from grid north; 0 without drift
    double min_radial_m = 0;  // to the nearest wall or horizon within the field of view; 0 on a wall
    double mean_radial_m = 0; // mean of l over all directions in the field of view, exact integral
    double max_radial_m = 0;
    double variance_m2 = 0; // second moment of l about its mean, over direction
    double skewness_m3 = 0; // third moment of l about its mean, over direction
    std::int64_t vertices = 0;
};
// `sight` as given to view_from. All zero for an empty view. Cost: O(boundary points).
ViewMeasures measure(const View& view, const Sight& sight);

} // namespace prospect::kernel
