// What cameras of which a level of detail is asked have to show.
#pragma once

#include "analysis/assessment/metric.h"
#include "analysis/sightlines/camera_tally.h"

#include <optional>
#include <string>
#include <vector>

namespace prospect::assessment {

// A target of the plan where a camera looks at it: off the side of the wall it is drawn on, and before
// something solid it is drawn in, on the nearest side, at most sightlines::most_moved_m away.
struct TargetPlace {
    FeaturePtr target;
    Point drawn;
    Point3 at;
    std::optional<double> floor_m; // of one on a wall without thickness: its side is that of who looks
    double moved_m = 0;

    Point3 seen_from(const scene::Space& space, Point3 eye) const;
};
std::vector<TargetPlace> target_places(const Facts& facts, const scene::Space& space);

// Something a camera has to show.
struct Task {
    FeaturePtr target; // null: a person at the end of its range
    Point3 at;
    double slant_m = 0;
    bool in_picture = true;
    bool hidden = false;
    std::vector<Uuid> hiders; // what lines of sight meet first
    // Of a person at the end of the range: of so many directions in the picture so many are clear.
    int directions = 0;
    int clear = 0;

    double pixels(const sightlines::PlacedCamera& camera) const {
        return hidden || !in_picture ? 0 : sightlines::pixels_per_m(camera.lens, slant_m);
    }
};

// A camera of which a level is asked.
struct AskedCamera {
    const sightlines::PlacedCamera* camera = nullptr;
    sightlines::AskedDetail detail;
    bool scored = false;        // hangs within the study area
    std::vector<Task> tasks;    // targets
    std::vector<Point3> framed; // all targets in its picture, whoever has to show them
};

// Gives each target to every camera that has it in its picture, but not to one
// - when another of which as much or more is asked shows it larger, or shows it at all and this one not;
// - when a building hides it from this one and another shows it.
// A target hidden from all is given to the camera in whose picture it would be largest. Those in no picture
// come back. Cost: a ray for each camera and target in its picture.
std::vector<const TargetPlace*> share_out(const Facts& facts, const scene::Space& space,
                                          const std::vector<TargetPlace>& targets,
                                          std::vector<AskedCamera>& cameras);

// A person of that height at the end of the range, looked for all over the width of the picture: hidden when
// nowhere seen.
Task person_at_range(const Facts& facts, const scene::Space& space, const sightlines::PlacedCamera& camera,
                     double height_m);

} // namespace prospect::assessment
