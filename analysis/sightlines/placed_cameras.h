// The cameras of a plan where they hang, and what of the ground is in their picture.
#pragma once

#include "analysis/scene/attribute_reader.h"
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

// has_in_frame() for many targets of one camera.
class PictureFrame {
public:
    explicit PictureFrame(const PlacedCamera& camera);

    bool holds(Point3 target) const;
    // Ahead of the camera, within its angle as seen from above and its range, but below the picture's lower
    // edge: what it looks over. Nothing of one that looks all round or takes a panorama.
    bool passes_over(Point3 target) const;

private:
    struct Seen { // from the camera: ahead and up of the tilted one
        double right = 0;
        double ahead = 0;
        double up = 0;
    };
    Seen seen(Point3 to) const;
    Point3 from_eye(Point3 target) const;
    bool in_range(Point3 to) const;
    bool within_angle(Point3 to) const;

    Point3 eye_;
    std::optional<double> azimuth_deg_;
    double hfov_deg_ = 0;
    double range_m_ = 0;
    Point forward_;
    double cosine_ = 1; // of the tilt
    double sine_ = 0;
    double half_width_ = 0; // of the picture, one metre ahead
    double half_height_ = 0;
};

struct PlacedCameras {
    std::vector<PlacedCamera> cameras;
    std::vector<scene::Note> notes;    // defaults used, moved out of walls, all round, unknown levels
    std::vector<scene::Note> left_out; // within something solid or where there is no ground
};

// One camera as it hangs, and what there is to say of it.
struct HungCamera {
    std::optional<PlacedCamera> camera;  // absent: it cannot look
    std::optional<scene::Note> left_out; // why
    std::optional<scene::Note> moved;    // out of the wall it is drawn in
    std::optional<scene::Note> all_round;
    std::optional<scene::Note> unknown_level;
};
// What the reader assumed is in its notes.
HungCamera hung_camera(const FeaturePtr& camera, const scene::Space& space, scene::AttributeReader& reader);

// Those present in the phase of the scene, in layer order; none where the plan has none. A camera within
// something solid is put before the nearest place in the direction it looks that is open, at most
// most_moved_m away, and a note says so.
PlacedCameras cameras_in(const scene::Scene& scene, const scene::Space& space);
inline constexpr double most_moved_m = 0.6;
// The same; throws Error(refused) when there is none on the plan that can look.
PlacedCameras placed_cameras(const scene::Scene& scene, const scene::Space& space);

} // namespace prospect::sightlines
