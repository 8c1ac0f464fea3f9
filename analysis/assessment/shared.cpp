#include "analysis/assessment/shared.h"

#include "analysis/assessment/check_run.h"
#include "analysis/assessment/lit_ways.h"
#include "geometry/base/error.h"

#include <limits>

namespace prospect::assessment {

Eyes::Eyes(const engine::Context& context, std::shared_ptr<const scene::Space> space, const Box* within)
    : opaque(std::move(space)),
      guardians(sightlines::guardians_of(context.scene(), *opaque, scene::MissingWindows::leave_out, within)),
      sight(context.scene(), opaque), watched(guardians.all, sight) {}

Shared::Shared(engine::Engine& engine, const engine::Context& context, const Facts& facts,
               const KnownBefore* before)
    : engine_(engine), context_(context), facts_(facts), before_(before) {}

Shared::~Shared() = default;

const Watchers& Shared::watchers(std::span<const Box> changed, double reach_m) {
    if (watchers_ && reach_m <= watchers_reach_m_) return *watchers_;
    if (changed.empty()) {
        watchers_ = std::make_unique<const Watchers>(facts_);
        watchers_reach_m_ = std::numeric_limits<double>::infinity();
        return *watchers_;
    }
    Box within;
    for (const Box& one : changed)
        within.add(one.grown(2 * reach_m + 2)); // from what is changed to who is looked at, and to who looks
    watchers_ = std::make_unique<const Watchers>(facts_, &within);
    watchers_reach_m_ = reach_m;
    return *watchers_;
}

const Eyes& Shared::eyes(const Box* within) {
    if (!eyes_) eyes_ = std::make_unique<const Eyes>(context_, context_.opaque_space(), within);
    return *eyes_;
}

const std::vector<sightlines::PathWatch>& Shared::path_watches(const sightlines::AlongPaths& how) {
    const auto [place, fresh] = path_watches_.try_emplace({how.step_m, how.target_height_m});
    if (fresh) {
        std::vector<engine::Note> notes; // the walks of other rules tell of the same paths
        place->second = sightlines::watched_paths(context_, context_.workers(), *eyes().opaque,
                                                  eyes().watched, eyes().guardians.all.size(), how, notes);
    }
    return place->second;
}

const std::vector<sightlines::SeenOpening>& Shared::seen_openings() {
    if (!seen_openings_)
        seen_openings_ = std::make_unique<const std::vector<sightlines::SeenOpening>>(
            sightlines::seen_openings(context_.workers(), eyes().sight, eyes().guardians.all));
    return *seen_openings_;
}

const access::BuildingFronts& Shared::fronts(const access::FrontSettings& settings,
                                             std::span<const Box> changed) {
    const auto [place, fresh] =
        fronts_.try_emplace({settings.depth_m, settings.eye_height_m, settings.step_m});
    if (fresh) place->second = access::building_fronts(context_, *context_.space(), settings, changed);
    return place->second;
}

const sightlines::PlacedCameras* Shared::cameras() {
    if (cameras_ || !no_cameras_.empty()) return cameras_.get();
    try {
        cameras_ = std::make_unique<const sightlines::PlacedCameras>(
            sightlines::placed_cameras(context_.scene(), *context_.space()));
    } catch (const Error& fault) {
        if (fault.code() != ErrorCode::refused) throw;
        no_cameras_ = facts_.of(Role::camera).empty() ? "no camera is on the plan" : fault.message();
    }
    return cameras_.get();
}

std::shared_ptr<const scene::Space> Shared::opaque() const {
    if (before_ && before_->light) return {before_->light, &before_->light->opaque()};
    return context_.opaque_space();
}

const lighting::LitPlan* Shared::night_light() {
    if (night_light_ || !no_light_.empty()) return night_light_.get();
    const TimeContext night = engine::in_band(context_.time(), DayBand::night);
    try {
        night_light_ = std::make_unique<const lighting::LitPlan>(
            before_ && before_->light
                ? lighting::lit_plan(context_.scene(), before_->light, std::nullopt, 0, night)
                : lighting::lit_plan(context_.scene(), opaque(), std::nullopt, 0, night));
    } catch (const Error& fault) {
        if (fault.code() != ErrorCode::refused) throw;
        no_light_ = facts_.of(Role::luminaire).empty()
                        ? "no lamp is on the plan, which is missing data and not darkness"
                        : fault.message();
    }
    return night_light_.get();
}

const LitWays* Shared::lit_ways(std::span<const Box> changed) {
    const lighting::LitPlan* plan = lit_ways_ ? nullptr : night_light();
    if (plan != nullptr)
        lit_ways_ = std::make_unique<const LitWays>(
            assessment::lit_ways(context_, facts_, *plan, changed,
                                 may_change(Role::luminaire) ? LightChange::lamps : LightChange::only_shade,
                                 std::max(most_candela(*plan), before_ ? before_->most_cd : 0)));
    return lit_ways_.get();
}

const LitHomes* Shared::lit_homes(std::span<const Box> changed, double least_lx) {
    if (!no_window_light_.empty() || (lit_homes_ && least_lx >= homes_least_lx_)) return lit_homes_.get();
    try {
        const auto space = opaque();
        LitHomes made{.light = lighting::curfew_light(context_.scene(), space, std::nullopt, context_.time(),
                                                      night_light()),
                      .windows = {},
                      .unknown = {}};
        double most_cd = before_ ? before_->most_cd : 0;
        for (const auto& plan : made.light.plans)
            if (plan) most_cd = std::max(most_cd, most_candela(*plan));
        const double reach_m = light_reach_m(most_cd, least_lx);
        lighting::LitWindows found = lighting::lit_windows(context_.scene(), *space);
        for (lighting::LitWindow& plane : found.all) {
            const FeaturePtr home = facts_.find(plane.building.is_nil() ? plane.feature->id : plane.building);
            if (home && !light_reaches(home->geometry.box(), changed, reach_m)) continue;
            made.windows.push_back({.plane = std::move(plane)});
        }
        made.unknown = std::move(found.unknown);
        made.reach_m = reach_m;
        lighting::shine_on_windows(made.light, context_.workers(), made.windows);
        lit_homes_ = std::make_unique<const LitHomes>(std::move(made));
        homes_least_lx_ = least_lx;
    } catch (const Error& fault) {
        if (fault.code() != ErrorCode::refused) throw;
        no_window_light_ = facts_.of(Role::luminaire).empty() ? why_no_light() : fault.message();
    }
    return lit_homes_.get();
}

const MeasuringKeys& Shared::keys() {
    if (!keys_) keys_ = std::make_unique<const MeasuringKeys>(facts_.site(), context_.request());
    return *keys_;
}

const CheckRun& Shared::grown(int year) {
    auto& run = grown_[year];
    if (!run) {
        engine::Request request = context_.request();
        request.time.growth_year = year;
        const KnownBefore* known = nullptr;
        if (before_)
            if (const auto light = before_->grown_light.find(year); light != before_->grown_light.end())
                known =
                    &known_grown_
                         .try_emplace(year, KnownBefore{.changed = before_->changed, .light = light->second})
                         .first->second;
        run = std::make_unique<const CheckRun>(
            engine_, request, Progress(context_.progress().stop_token(), {}), nullptr, known);
    }
    return *run;
}

} // namespace prospect::assessment
