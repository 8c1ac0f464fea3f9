// The cameras of a plan where they hang, and what of the ground is in their picture.
#pragma once

#include "analysis/scene/space.h"
#include "analysis/sightlines/lens.h"

#include <optional>
#include <string>
#include <vector>

namespace prospect::sightlines {

struct PlacedCamera {
    FeaturePtr feature;
    std::string name;                  // else its id
    Point place;                       // local; before the wall where it was drawn within one
    double height_m = 0;               // above the ground
    Point3 eye;                        // above the datum of the terrain
    std::optional<double> azimuth_deg; // absent: all round
    double tilt_deg = 0;               // down
    Lens lens;
    double range_m = 0; // 0: as far as it sees
    std::string level;  // asked of it; "" when the plan says none

    // Whether the target is within the picture and no further than the range. One without azimuth looks all
    // round and up and down, one of a panorama all round as far as its angle goes.
    bool has_in_frame(Point3 target) const;
    double slant_m(Point3 target) const;
};

struct PlacedCameras {
    std::vector<PlacedCamera> cameras;
    std::vector<scene::Note> notes;    // defaults used, moved out of walls, all round, unknown levels
    std::vector<scene::Note> left_out; // within something solid or where there is no ground
};

// Those present in the phase of the scene, in layer order; none where the plan has none. A camera within
// something solid is put before the nearest place in the direction it looks that is open, at most
// most_moved_m away, and a note says so.
PlacedCameras cameras_in(const scene::Scene& scene, const scene::Space& space);
inline constexpr double most_moved_m = 0.6;
// The same; throws Error(refused) when there is none on the plan that can look.
PlacedCameras placed_cameras(const scene::Scene& scene, const scene::Space& space);

} // namespace prospect::sightlines
