// The paths of a plan that count, and people on them.
#pragma once

#include "analysis/scene/path_stations.h"
#include "analysis/scene/space.h"

#include <vector>

namespace prospect::scene {

struct ScoredPath {
    FeaturePtr path;
    double length_m = 0;               // of its stretches in the study area; less than a step counts as one
    std::vector<PathStation> stations; // in the study area and out of doors, every step_m and at its end
    std::vector<Point3> spots;         // by station: height_m above the ground, above the datum
    std::vector<double> ground_m;      // by station: above the datum

    // The place exactly that high above the ground of a station; spots are off the ground by what lines of
    // sight need.
    Point3 place(std::size_t station, double above_m) const {
        return {stations[station].place.x, stations[station].place.y, ground_m[station] + above_m};
    }
};

// Those present in the phase that lead through the study area, in layer order. Paths of no length, and those
// within buildings, are left out and a note says so.
std::vector<ScoredPath> scored_paths(const Scene& scene, const Space& space, double step_m, double height_m,
                                     std::vector<Note>& notes);

} // namespace prospect::scene
