// From where crowd places and entrances can be watched by somebody whom nobody sees.
#pragma once

#include "analysis/engine/context.h"
#include "analysis/scene/facades.h"
#include "analysis/scene/footing.h"
#include "analysis/scene/space.h"
#include "analysis/sightlines/placed_cameras.h"
#include "geometry/raster/field.h"

#include <optional>
#include <string>
#include <vector>

namespace prospect::threat {

struct WatchSettings {
    double watch_m = 50;          // furthest from the place
    double eye_height_m = 1.6;    // of who watches
    double target_height_m = 1.5; // of what is watched, and of a watcher's face
    std::size_t spots = 16;       // looked at of a crowd place, about
};

// A crowd place (activity of that kind), an entrance (target of that kind), or a main door.
struct WatchedPlace {
    FeaturePtr feature;
    Role role{};
    std::string kind;          // "crowd", "entrance", "main door"
    Geometry shape;            // of a door, the ground before it
    std::vector<Point3> spots; // above the datum; none: it cannot be looked at from the ground
    bool scored = false;
};
std::vector<WatchedPlace> watched_places(const scene::Scene& scene, const scene::Space& space,
                                         const WatchSettings& settings);

// By cell of a grid, row by row from the north-west.
struct WatchCells {
    std::vector<float> share;         // of the spots of the place that is seen best; 0 where none is
    std::vector<std::uint32_t> place; // that one; none where the share is 0
    std::vector<float> guardianship;  // of somebody there, 1 in the picture of a camera
    std::vector<std::uint8_t> open;   // 1: outside buildings, on known ground
    std::vector<std::uint8_t> stands; // 1: somebody can stand there
    static constexpr std::uint32_t none = ~0U;

    // share (1 - guardianship), 0 where nobody can stand.
    float watch(std::size_t cell) const {
        return stands[cell] != 0 ? share[cell] * (1 - guardianship[cell]) : 0;
    }
};

// guardians: guardianship, nodata where it is not known, null where it is nowhere: nobody counts as looking
// there. Lines of sight are those of yes/no analyses. Cost: a line for each spot and cell within watch_m of
// it, and for each camera and cell in its picture.
WatchCells watch_cells(const engine::Context& context, const scene::Space& space, const Grid& grid,
                       const std::vector<WatchedPlace>& places, const sightlines::PlacedCameras& cameras,
                       const Field* guardians, const WatchSettings& settings);

// Ground that hangs together by sides and corners of cells with a watch of at least `least`.
struct WatchSpot {
    std::vector<std::size_t> cells;
    std::size_t best = 0; // the cell with the most, the first of equals
};
std::vector<WatchSpot> watch_spots(const Grid& grid, const WatchCells& cells, double least);

} // namespace prospect::threat
