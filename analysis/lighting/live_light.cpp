#include "analysis/lighting/live_light.h"

#include "analysis/lighting/lit_cells.h"
#include "analysis/lighting/upward_light.h"
#include "analysis/scene/study_area.h"
#include "analysis/scene/zones.h"
#include "geometry/base/error.h"

#include <algorithm>

namespace prospect::lighting {

namespace {

constexpr double step_m = 1;
constexpr double ground_m = 0;
// Light of less than this on a window or a path is none that anybody would name.
constexpr double least_named_lx = 0.005;
// A lamp may be taken so far off the plan before lines from it are looked along one by one.
constexpr double room_m = 100;

bool hang_alike(const Luminaire& a, const Luminaire& b) {
    return a.photometry == b.photometry && a.at.x == b.at.x && a.at.y == b.at.y && a.at.z == b.at.z &&
           a.rotation == b.rotation;
}

} // namespace

LitGround::LitGround(std::shared_ptr<const scene::Scene> scene, double cell_m, const Progress& progress)
    : scene_(std::move(scene)), space_(scene_->opaque_space(progress)),
      grid_(scene::study_grid(scene_->site(), cell_m)),
      light_scene_(std::make_shared<const LightScene>(*scene_, space_, [&] {
          Box bounds = scene_->bounds();
          bounds.add(grid_.box());
          return bounds.grown(room_m);
      }())) {
    add_cells(progress);
    std::vector<scene::Note> notes;
    paths_ = scene::scored_paths(*scene_, *space_, step_m, ground_m, notes);
    for (const scene::ScoredPath& path : paths_) {
        path_begins_.push_back(places_.size());
        for (std::size_t i = 0; i < path.stations.size(); ++i)
            places_.push_back(path.place(i, ground_m));
    }
    path_begins_.push_back(places_.size());
    windows_ = lit_windows(*scene_, *space_).all;
    for (const LitWindow& window : windows_)
        places_.push_back(window.at);
}

void LitGround::add_cells(const Progress& progress) {
    const scene::Zones zones(*scene_);
    const scene::StudyArea study(scene_->site());
    for (std::int64_t tile = 0; tile < tile_count(grid_); ++tile) {
        progress.checkpoint();
        for (const std::size_t cell : cells_of_tile(grid_, tile)) {
            const Point p = grid_.center(static_cast<std::int64_t>(cell) % grid_.columns,
                                         static_cast<std::int64_t>(cell) / grid_.columns);
            const auto ground = space_->ground().height_at(p);
            if (!ground || scene_->in_building(p, ground_m)) continue;
            places_.push_back({p.x, p.y, *ground});
            cells_.push_back(static_cast<std::uint32_t>(cell));
            is_public_.push_back(study.contains(p) && zones.public_at(p) ? 1 : 0);
        }
    }
}

LightLayer LitGround::layer(const Luminaire& lamp) const {
    LightLayer made{lamp, std::vector<float>(places_.size())};
    made.lamp.maintenance = made.lamp.dimming = made.lamp.tilt_factor = 1;
    const Lights lights(light_scene_, {made.lamp});
    const std::size_t windows_begin = path_begins_.back();
    lights.for_beams(places_, [&](std::size_t first, const Beam& beam) {
        for (std::size_t i = 0; i < beam.k.size(); ++i) {
            const std::size_t place = first + beam.places[i];
            float towards = beam.z[i];
            if (place >= windows_begin) {
                const Point3 outward = windows_[place - windows_begin].outward;
                towards =
                    beam.x[i] * static_cast<float>(outward.x) + beam.y[i] * static_cast<float>(outward.y);
            }
            made.lux[place] = beam.k[i] * std::max(towards, 0.0F);
        }
    });
    return made;
}

Field LitGround::field(const std::vector<float>& lux) const {
    Field field("eh", "lx", grid_);
    for (std::size_t i = 0; i < cells_.size(); ++i)
        field.values[cells_[i]] = lux[i];
    return field;
}

Coverage LitGround::public_ground(const std::vector<float>& lux) const {
    Coverage coverage;
    for (std::size_t i = 0; i < is_public_.size(); ++i)
        if (is_public_[i] != 0) coverage.add(static_cast<double>(lux[i]));
    return coverage;
}

Coverage LitGround::along(std::size_t path, const std::vector<float>& lux) const {
    Coverage coverage;
    for (std::size_t i = path_begins_[path]; i < path_begins_[path + 1]; ++i)
        coverage.add(static_cast<double>(lux[i]));
    return coverage;
}

double LitGround::at_window(std::size_t window, const std::vector<float>& lux) const {
    return static_cast<double>(lux[path_begins_.back() + window]);
}

LightLayers::LightLayers(std::shared_ptr<const LitGround> ground, std::vector<Luminaire> lamps,
                         const LightLayers* known, const Progress& progress)
    : ground_(std::move(ground)) {
    for (std::size_t i = 0; i < lamps.size(); ++i) {
        progress.report(static_cast<double>(i) / static_cast<double>(lamps.size()));
        One one{std::move(lamps[i]), nullptr};
        if (known != nullptr && known->ground_ == ground_)
            for (const One& before : known->lamps_)
                if (before.lamp.feature->id == one.lamp.feature->id && hang_alike(before.lamp, one.lamp))
                    one.layer = before.layer;
        if (!one.layer) {
            one.layer = std::make_shared<const LightLayer>(ground_->layer(one.lamp));
            ++made_;
        }
        lamps_.push_back(std::move(one));
    }
}

std::vector<float> LightLayers::without(const Uuid& lamp) const {
    std::vector<float> lux(ground_->places());
    for (const One& one : lamps_) {
        if (one.lamp.feature->id == lamp) continue;
        const auto share = static_cast<float>(one.lamp.share());
        for (std::size_t i = 0; i < lux.size(); ++i)
            lux[i] += share * one.layer->lux[i];
    }
    return lux;
}

namespace {

void add_paths(const LitGround& ground, const std::vector<float>& own, const std::vector<float>& all,
               LightView& view) {
    for (std::size_t i = 0; i < ground.paths().size(); ++i) {
        const Coverage mine = ground.along(i, own);
        if (mine.places() == 0 || mine.mean() < least_named_lx) continue;
        view.paths.push_back({i, ground.along(i, all), mine.mean()});
    }
    std::stable_sort(view.paths.begin(), view.paths.end(),
                     [](const auto& a, const auto& b) { return a.own_lx > b.own_lx; });
}

void add_windows(const LitGround& ground, const std::vector<float>& own, const std::vector<float>& all,
                 LightView& view) {
    for (std::size_t i = 0; i < ground.windows().size(); ++i)
        if (const double mine = ground.at_window(i, own); mine >= least_named_lx)
            view.windows.push_back({i, ground.at_window(i, all), mine});
    std::stable_sort(view.windows.begin(), view.windows.end(),
                     [](const auto& a, const auto& b) { return a.own_lx > b.own_lx; });
}

} // namespace

LightView look_at(const LitGround& ground, const std::vector<float>& others, const Site& site,
                  const FeaturePtr& lamp, const TimeContext& time) {
    if (others.size() != ground.places())
        throw Error(ErrorCode::internal, "the light of the other lamps is of another ground");
    LightView view;
    Luminaires found = luminaires_among(ground.scene(), ground.space(), site, {lamp}, std::nullopt, time);
    std::vector<float> own(ground.places());
    std::vector<float> all = others;
    view.off = found.off > 0;
    if (!found.left_out.empty()) view.left_out = found.left_out.front().message;
    if (!found.lit.empty()) {
        view.lamp = std::move(found.lit.front());
        const Point drawn = label_point(lamp->geometry);
        view.moved_m = distance(drawn, Point{view.lamp->at.x, view.lamp->at.y});
        view.upward_share = upward_share(*view.lamp);
        own = ground.layer(*view.lamp).lux;
        const auto share = static_cast<float>(view.lamp->share());
        for (std::size_t i = 0; i < own.size(); ++i) {
            own[i] *= share;
            all[i] += own[i];
        }
    }
    view.field = ground.field(all);
    for (const float lux : view.field.values)
        if (lux != nodata) view.brightest_lx = std::max(view.brightest_lx, static_cast<double>(lux));
    view.public_ground = ground.public_ground(all);
    add_paths(ground, own, all, view);
    add_windows(ground, own, all, view);
    return view;
}

} // namespace prospect::lighting
