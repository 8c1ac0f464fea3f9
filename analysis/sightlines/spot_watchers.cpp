#include "analysis/sightlines/spot_watchers.h"

#include "analysis/lighting/recognition.h"
#include "analysis/scene/standing_spot.h"
#include "analysis/sightlines/guardianship.h"
#include "geometry/base/error.h"

#include <algorithm>
#include <cmath>

namespace prospect::sightlines {

namespace {

double slant_m(Point3 a, Point3 b) {
    return std::hypot(a.x - b.x, a.y - b.y, a.z - b.z);
}

InTheWay met_at(const Uuid& feature, double at_m, Point3 spot, Point3 eye) {
    const double share = at_m / slant_m(spot, eye);
    return {feature, {spot.x + share * (eye.x - spot.x), spot.y + share * (eye.y - spot.y)}, at_m};
}

} // namespace

std::optional<LookTerms> terms_of(const Guardian& guardian, const SpotGuardian& one, Point3 spot,
                                  std::optional<double> recognised_m) {
    if (guardian.eyes.size() != 1) return std::nullopt;
    const Guardian::Eye& eye = guardian.eyes.front();
    const double away_m = slant_m(eye.at, spot);
    return LookTerms{guardian.glass,
                     recognition(away_m),
                     facing(eye.at, spot, guardian.outward),
                     contact(eye.height_m),
                     one.look.eye_share,
                     !recognised_m || away_m <= *recognised_m ? 1 : *recognised_m / away_m};
}

SpotWatchers::SpotWatchers(std::shared_ptr<const scene::Scene> scene, scene::MissingWindows missing,
                           const Progress& progress, const std::filesystem::path& esc_file)
    : scene_(std::move(scene)), missing_(missing), opaque_(scene_->opaque_space(progress)),
      space_(scene_->space(progress)), guardians_(guardians_of(*scene_, *opaque_, missing)),
      cameras_(cameras_in(*scene_, *space_)), sight_(*scene_, opaque_), watched_(guardians_.all, sight_),
      esc_file_(esc_file),
      given_(lighting::given_light(esc_file, lighting::GivenQuantity::faces, scene_->site().frame)) {
    if (given_) return;
    try {
        lamps_ = lighting::lit_plan(*scene_, opaque_, std::nullopt, 0,
                                    engine::in_band(scene_->time(), DayBand::night));
    } catch (const Error& error) {
        if (error.code() != ErrorCode::refused) throw;
        why_no_night_ = error.message();
    }
}

std::vector<scene::Note> SpotWatchers::notes() const {
    std::vector<scene::Note> all;
    for (const scene::Note& note : scene_->notes())
        if (note.code != "flat_view") all.push_back(note);
    for (const auto* notes :
         {&opaque_->notes(), &guardians_.notes, &guardians_.occupation_notes, &cameras_.notes})
        all.insert(all.end(), notes->begin(), notes->end());
    if (given_ || lamps_.lights) {
        std::vector<scene::Note> night = guardians_.night_notes;
        if (given_) night.push_back(given_->source_note());
        night.insert(night.end(), lamps_.notes.begin(), lamps_.notes.end());
        for (const scene::Note& note : night)
            if (note.code != "lamps_off" &&
                std::none_of(all.begin(), all.end(),
                             [&](const scene::Note& known) { return known.message == note.message; }))
                all.push_back(note);
    }
    scene::add_merged(all, lamps_.left_out, "lamps give no light and are left out", scene_->site().frame);
    scene::add_merged(all, cameras_.left_out, "cameras cannot look and are left out", scene_->site().frame);
    return all;
}

// Both ways round: what only grazes an edge may block but one of them.
std::optional<InTheWay> SpotWatchers::in_the_way(Point3 spot, Point3 eye) const {
    if (const auto met = sight_.first_blocking(spot, eye)) return met_at(met->feature, met->at_m, spot, eye);
    if (const auto met = sight_.first_blocking(eye, spot))
        return met_at(met->feature, slant_m(spot, eye) - met->at_m, spot, eye);
    return std::nullopt;
}

void SpotWatchers::light_up(SpotWatch& found) const {
    std::optional<double> esc_min_lx;
    if (given_) {
        esc_min_lx = given_->at({found.spot.x, found.spot.y});
    } else if (lamps_.lights) {
        lighting::Light light;
        lamps_.lights->at(std::span(&found.spot, 1), std::span(&light, 1));
        esc_min_lx = light.esc_min();
    }
    if (!esc_min_lx) return;
    found.light = FaceLight{*esc_min_lx, lighting::recognition_m(*esc_min_lx)};
    found.watch.night_known = true;
}

void SpotWatchers::add_guardians(SpotWatch& found) const {
    const Point3 spot = found.spot;
    const auto recognised_m = found.light ? std::optional(found.light->recognised_m) : std::nullopt;
    for (const WatchLine& line : watched_.lines(spot, recognised_m)) {
        const Guardian& guardian = guardians_.all[line.guardian];
        SpotGuardian one{.guardian = line.guardian, .look = line.look, .own_place = line.own_place};
        one.eye = guardian.eyes[line.look.eye].at;
        if (!line.own_place) {
            add_look(guardian, line.look, found.watch);
            for (std::size_t band = 0; band < watched_bands; ++band)
                one.counts[band] = guardian.occupied[band] * line.look.seen_in(static_cast<DayBand>(band));
            if (!line.look.clear) one.in_the_way = in_the_way(spot, one.eye);
        }
        found.guardians.push_back(one);
    }
    std::size_t near = 0;
    for (const std::uint32_t g : watched_.near(Box{spot.x, spot.y, spot.x, spot.y})) {
        const auto& eyes = guardians_.all[g].eyes;
        near += std::any_of(eyes.begin(), eyes.end(), [spot](const Guardian::Eye& eye) {
            return slant_m(eye.at, spot) <= watch_reach_m;
        });
    }
    found.turned_away = near - found.guardians.size();
}

void SpotWatchers::add_cameras(SpotWatch& found, Point p, double height_m) const {
    const auto target = scene::standing_spot(*scene_, *space_, p, height_m);
    if (!target) return;
    for (std::uint32_t c = 0; c < cameras_.cameras.size(); ++c) {
        const PlacedCamera& camera = cameras_.cameras[c];
        if (!camera.has_in_frame(*target)) continue;
        const double away = camera.slant_m(*target);
        SpotCamera one{.camera = c, .away_m = away, .pixels_per_m = pixels_per_m(camera.lens, away)};
        std::uint8_t hidden = 0;
        space_->rays().blocked_from(camera.eye, std::span(&*target, 1), std::span(&hidden, 1));
        one.clear = hidden == 0;
        if (!one.clear)
            if (const auto hit = space_->rays().first_hit({*target, camera.eye}))
                one.in_the_way = met_at(space_->feature_of(hit->thing), hit->at_m, *target, camera.eye);
        found.cameras.push_back(one);
    }
}

SpotWatch SpotWatchers::at(Point p, double height_m) const {
    SpotWatch found;
    const auto spot = scene::standing_spot(*scene_, *opaque_, p, height_m);
    if (!spot) {
        found.status = opaque_->ground().height_at(p) ? SpotStatus::in_building : SpotStatus::no_ground;
        found.spot = {p.x, p.y, height_m};
        return found;
    }
    found.spot = *spot;
    light_up(found);
    add_guardians(found);
    add_cameras(found, p, height_m);
    return found;
}

std::vector<SpotBlocker> SpotWatchers::blockers(const SpotWatch& watch) const {
    std::vector<SpotBlocker> found;
    const auto add = [&found](const InTheWay& met) -> SpotBlocker& {
        auto known = std::find_if(found.begin(), found.end(),
                                  [&](const SpotBlocker& one) { return one.feature == met.feature; });
        if (known == found.end())
            known = found.insert(found.end(),
                                 {.feature = met.feature, .nearest = met.place, .away_m = met.away_m});
        if (met.away_m < known->away_m) {
            known->nearest = met.place;
            known->away_m = met.away_m;
        }
        return *known;
    };
    for (const SpotGuardian& one : watch.guardians) {
        if (!one.in_the_way) continue;
        SpotBlocker& blocker = add(*one.in_the_way);
        const GuardianKind kind = guardians_.all[one.guardian].kind;
        (kind == GuardianKind::window ? blocker.windows
         : kind == GuardianKind::door ? blocker.doors
                                      : blocker.places) += 1;
    }
    for (const SpotCamera& one : watch.cameras)
        if (one.in_the_way) add(*one.in_the_way).cameras += 1;
    std::stable_sort(found.begin(), found.end(), [](const SpotBlocker& a, const SpotBlocker& b) {
        return a.all() != b.all() ? a.all() > b.all() : a.away_m < b.away_m;
    });
    return found;
}

} // namespace prospect::sightlines
