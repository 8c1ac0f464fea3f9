// The tables of overlooking: paths and openings, and who has a clear line to them.
#pragma once

#include "analysis/engine/context.h"
#include "analysis/sightlines/watched_spots.h"

#include <string>
#include <vector>

namespace prospect::sightlines {

struct AlongPaths {
    double step_m = 1;
    double target_height_m = 1.5;
};

std::vector<std::string> paths_table_columns();
// One row for each path that is there in the phase and leads through the study area, in layer order, of its
// stretches there: openings with a clear line to any of its spots, how many that is on a metre, and its mean
// and least guardianship with the place of the least. Paths of no length, and those within buildings, have no
// row and a note says so.
engine::Table paths_table(const engine::Context& context, const scene::Space& space,
                          const WatchedSpots& watched, const std::vector<Guardian>& guardians, AlongPaths how,
                          std::vector<engine::Note>& notes);

std::vector<std::string> openings_table_columns();
// One row for each window and door one can see through: how many others have a clear line to its eye, both
// facing each other (occupant surveillability).
engine::Table openings_table(const engine::Context& context, const scene::Transmission& sight,
                             const std::vector<Guardian>& guardians);

} // namespace prospect::sightlines
