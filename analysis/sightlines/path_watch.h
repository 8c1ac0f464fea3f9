// The paths of a plan and who watches the people on them.
#pragma once

#include "analysis/engine/context.h"
#include "analysis/sightlines/night_light.h"
#include "analysis/sightlines/watched_spots.h"

#include <span>
#include <vector>

namespace prospect::sightlines {

struct AlongPaths {
    double step_m = 1;
    double target_height_m = 1.5;
    const NightLight* light = nullptr; // null: nothing is asked of the night
};

struct PathWatch {
    FeaturePtr path;
    double length_m = 0;               // of its stretches in the study area
    std::vector<Point3> spots;         // people on them, every step_m
    std::vector<Watch> watched;        // by spot
    std::vector<std::uint8_t> counted; // openings that see any of them, as WatchedSpots::watch says

    // Openings within watch_reach_m (or near_reach_m) whose eyes are at most that high above the ground.
    std::size_t openings(const std::vector<Guardian>& guardians, double highest_m, bool near_by) const;
    // Over the spots of which it is known; absent where it is of none.
    std::optional<double> mean_guardianship(DayBand band) const;
    std::optional<double> least_guardianship(DayBand band) const;
};

// Those present in the phase that lead through the study area, in layer order. Paths of no length, and those
// within buildings, are left out and a note says so.
std::vector<PathWatch> watched_paths(const engine::Context& context, const engine::Workers& workers,
                                     const scene::Space& space, const WatchedSpots& watched,
                                     std::size_t guardians, AlongPaths how, std::vector<engine::Note>& notes);

} // namespace prospect::sightlines
