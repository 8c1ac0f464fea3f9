// The tables of overlooking: paths and openings, and who has a clear line to them.
#pragma once

#include "analysis/engine/context.h"
#include "analysis/sightlines/path_watch.h"

#include <array>
#include <string>
#include <vector>

namespace prospect::sightlines {

// Counts of openings are told apart by how high they are: eyes at most so high above the ground (van Asten).
inline constexpr std::array<double, 3> opening_heights_m{3, 6, 9};

std::vector<std::string> paths_table_columns();
// One row for each of watched_paths: the length of its stretches in the study area, openings with a clear
// line to any of its spots there, how many that is on a metre, its mean and least guardianship with the place
// of the least, and the openings by opening_heights_m (road surveillability, NS-01).
engine::Table paths_table(const engine::Context& context, const scene::Space& space,
                          const WatchedSpots& watched, const std::vector<Guardian>& guardians, AlongPaths how,
                          std::vector<engine::Note>& notes);

// How many other openings have a clear line to the eyes of one, both facing each other (occupant
// surveillability).
struct SeenOpening {
    std::size_t guardian = 0;
    std::array<std::int64_t, 2> by{}; // within near_reach_m, within watch_reach_m
    // Of lines between openings that both are at most opening_heights_m high, in the same order.
    std::array<std::array<std::int64_t, 2>, opening_heights_m.size()> by_height{};
};
// Of those that count as openings one sees through, in the order of the guardians.
std::vector<SeenOpening> seen_openings(const engine::Workers& workers, const scene::Transmission& sight,
                                       const std::vector<Guardian>& guardians);

std::vector<std::string> openings_table_columns();
// One row for each window and door one can see through: how many others have a clear line to its eye, both
// facing each other (occupant surveillability).
engine::Table openings_table(const engine::Context& context, const scene::Transmission& sight,
                             const std::vector<Guardian>& guardians);

} // namespace prospect::sightlines
