// How much ground each camera shows, counted in cells.
#pragma once

#include "analysis/engine/result.h"
#include "analysis/sightlines/placed_cameras.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace prospect::sightlines {

inline constexpr std::size_t most_levels = 7;

// Counts of cells; sums do not depend on their order.
struct CameraTally {
    std::int64_t seen = 0;
    std::int64_t seen_private = 0;
    std::int64_t seen_shared = 0;                     // semi-private and not private
    std::array<std::int64_t, most_levels> at_level{}; // seen with that detail at least
    // In the picture and near enough for the detail asked of it (the least detail where none is asked).
    std::int64_t field = 0;
    std::int64_t field_hidden = 0;
    std::int64_t field_hidden_by_planting = 0;     // the first thing in the way is (scene::is_planting)
    std::map<rays::Thing, std::int64_t> hidden_by; // of the field

    void add(const CameraTally& other);
};

// The detail asked of a camera: by its level, in the edition that knows it.
struct AskedDetail {
    const DetailLevel* level = nullptr; // null: nothing is asked, or nothing known
    Edition edition = Edition::y2025;
    double pixels_per_m = 0; // of the level, else the least detail of the edition
};
// The edition wanted is looked in first.
AskedDetail asked_detail(const PlacedCamera& camera, Edition wanted);

// The tables of the analysis; areas are cells times cell_m2.
const std::vector<std::string>& cameras_columns();
const std::vector<std::string>& camera_levels_columns();
engine::Table cameras_table(const PlacedCameras& placed, const std::vector<CameraTally>& tallies,
                            Edition edition, double cell_m2, const scene::Space& space, const Frame& frame);
engine::Table camera_levels_table(const PlacedCameras& placed, const std::vector<CameraTally>& tallies,
                                  Edition edition, double cell_m2);

} // namespace prospect::sightlines
