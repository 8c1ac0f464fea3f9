// What one camera shows of many spots of ground: the same for a run over all cameras and for one that
// somebody aims.
#pragma once

#include "analysis/scene/space.h"
#include "analysis/scene/zones.h"
#include "analysis/sightlines/camera_tally.h"
#include "geometry/raster/field.h"

#include <span>
#include <unordered_set>
#include <vector>

namespace prospect::sightlines {

// Something as high as what is looked at, above the middle of a cell.
struct CameraSpot {
    Point3 target; // above the datum of the terrain
    std::size_t cell = 0;
    const Feature* private_zone = nullptr; // the first private zone there
    const Feature* shared_zone = nullptr;  // else the first semi-private one
};

// A spot within the picture.
struct PicturedSpot {
    std::uint32_t spot = 0; // its place among those looked at
    double pixels_per_m = 0;
    bool hidden = false; // behind something
};

class CameraLook {
public:
    // Both outlive it.
    CameraLook(const scene::Scene& scene, const scene::Space& space, double target_height_m);

    // Of the cells from `begin` to `end` of the grid; none in buildings and where the terrain has no height.
    // Lines of sight that graze an edge may be answered by what is looked at together with them
    // (RayScene::blocked_from): equal answers take equal blocks.
    static constexpr std::int64_t cells_at_once = 4096;
    std::vector<CameraSpot> spots(const Grid& grid, std::int64_t begin, std::int64_t end) const;

    // Adds what the camera shows of the spots; those in its picture, in the order of the spots. Cost: some
    // ten nanoseconds a spot, a tenth of a microsecond for one that is hidden though near enough.
    std::vector<PicturedSpot> through(const PlacedCamera& camera, Edition edition,
                                      std::span<const CameraSpot> spots, CameraTally& tally) const;
    // As scene::planting_of: hedges, too.
    bool is_planting(rays::Thing thing) const;

private:
    void add_hidden(const PlacedCamera& camera, Point3 target, CameraTally& tally) const;

    const scene::Scene& scene_;
    const scene::Space& space_;
    double target_height_m_;
    scene::Zones zones_;
    std::unordered_set<Uuid> planting_;
};

} // namespace prospect::sightlines
