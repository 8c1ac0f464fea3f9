#include "analysis/sightlines/camera_look.h"

#include "analysis/scene/planting.h"
#include "analysis/scene/standing_spot.h"

namespace prospect::sightlines {

CameraLook::CameraLook(const scene::Scene& scene, const scene::Space& space, double target_height_m)
    : scene_(scene), space_(space), target_height_m_(target_height_m), zones_(scene),
      planting_(scene::planting_of(scene)) {}

std::vector<CameraSpot> CameraLook::spots(const Grid& grid, std::int64_t begin, std::int64_t end) const {
    std::vector<CameraSpot> found;
    for (std::int64_t i = begin; i < end; ++i) {
        const Point p = grid.center(i % grid.columns, i / grid.columns);
        const auto target = scene::standing_spot(scene_, space_, p, target_height_m_);
        if (!target) continue;
        CameraSpot spot{*target, static_cast<std::size_t>(i), zones_.owned_at(p, "private"), nullptr};
        if (!spot.private_zone) spot.shared_zone = zones_.owned_at(p, "semi_private");
        found.push_back(spot);
    }
    return found;
}

std::vector<PicturedSpot> CameraLook::through(const PlacedCamera& camera, Edition edition,
                                              std::span<const CameraSpot> spots, CameraTally& tally) const {
    const PictureFrame frame(camera);
    std::vector<PicturedSpot> pictured;
    std::vector<Point3> targets;
    for (std::uint32_t i = 0; i < spots.size(); ++i)
        if (frame.holds(spots[i].target)) {
            pictured.push_back({.spot = i});
            targets.push_back(spots[i].target);
        }
    std::vector<std::uint8_t> hidden(targets.size());
    space_.rays().blocked_from(camera.eye, targets, hidden);
    const double asked = asked_detail(camera, edition).pixels_per_m;
    const double at_one_m = pixels_per_m(camera.lens, 1);
    const auto levels = detail_levels(edition);
    for (std::size_t i = 0; i < pictured.size(); ++i) {
        PicturedSpot& one = pictured[i];
        one.pixels_per_m = at_one_m / camera.slant_m(targets[i]);
        one.hidden = hidden[i] != 0;
        if (one.pixels_per_m >= asked) {
            ++tally.field;
            if (one.hidden) add_hidden(camera, targets[i], tally);
        }
        if (one.hidden) continue;
        ++tally.seen;
        tally.seen_private += spots[one.spot].private_zone ? 1 : 0;
        tally.seen_shared += spots[one.spot].shared_zone ? 1 : 0;
        for (std::size_t level = 0; level < levels.size(); ++level)
            tally.at_level[level] += one.pixels_per_m >= levels[level].pixels_per_m ? 1 : 0;
    }
    return pictured;
}

bool CameraLook::is_planting(rays::Thing thing) const {
    return planting_.contains(space_.feature_of(thing));
}

void CameraLook::add_hidden(const PlacedCamera& camera, Point3 target, CameraTally& tally) const {
    ++tally.field_hidden;
    const auto hit = space_.rays().first_hit({camera.eye, target});
    if (!hit) return; // grazed
    ++tally.hidden_by[hit->thing];
    tally.field_hidden_by_planting += is_planting(hit->thing) ? 1 : 0;
}

} // namespace prospect::sightlines
