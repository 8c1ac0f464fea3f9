// What one camera shows of the ground around it, and what planting takes from it.
#pragma once

#include "analysis/engine/context.h"
#include "analysis/scene/study_area.h"
#include "analysis/scene/zones.h"
#include "analysis/sightlines/placed_cameras.h"

#include <map>
#include <unordered_set>

namespace prospect::sightlines {

struct CameraFieldSettings {
    double cell_m = 0.5;
    double target_height_m = 1.5;
    double pixels_per_m = 20;                  // of the detail that counts
    const scene::StudyArea* counted = nullptr; // only ground within it counts; null: all
};

// Counts of cells in the picture and near enough for the detail, outside buildings.
struct CameraField {
    double cell_m = 0; // as asked for, larger where a camera reaches so far that there would be too many
    std::int64_t shown = 0;
    std::int64_t shown_private = 0;
    // All that is in the way is planting (scene::is_planting): without it the camera would show it.
    std::int64_t hidden_by_planting = 0;
    std::map<Uuid, std::int64_t> hidden_by; // of these, what the line from the camera meets first
    std::int64_t hidden_else = 0;           // by what else stands
    Point worst;                            // the middle of what planting hides

    double planting_share() const {
        const std::int64_t all = shown + hidden_by_planting;
        return all > 0 ? static_cast<double>(hidden_by_planting) / static_cast<double>(all) : 0;
    }
};

// planting: scene::planting_of the scene. Cost: a ray for each cell, and some more for each that is hidden.
CameraField camera_field(const engine::Context& context, const scene::Space& space, const scene::Zones& zones,
                         const std::unordered_set<Uuid>& planting, const PlacedCamera& camera,
                         const CameraFieldSettings& settings);

} // namespace prospect::sightlines
