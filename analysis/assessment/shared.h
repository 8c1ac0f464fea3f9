// What several rules of one check need alike.
#pragma once

#include "analysis/access/building_fronts.h"
#include "analysis/assessment/measuring_keys.h"
#include "analysis/assessment/watchers.h"
#include "analysis/engine/engine.h"
#include "analysis/lighting/window_light.h"
#include "analysis/sightlines/overlooking_tables.h"
#include "analysis/sightlines/path_strip.h"
#include "analysis/sightlines/path_watch.h"
#include "analysis/sightlines/placed_cameras.h"
#include "analysis/sightlines/trap_spots.h"

#include <map>
#include <memory>
#include <set>
#include <tuple>
#include <utility>

namespace prospect::assessment {

class CheckRun;
struct LitWays;

// Windows of a plan in the light of its lamps before and after curfew.
struct LitHomes {
    lighting::CurfewLight light;
    std::vector<lighting::WindowLight> windows;
    std::vector<scene::Note> unknown; // one for each window on which the light is not known
    double reach_m = 0;               // of a change on trial; windows further from it are left out
};

// What is known of the plan as it is when a change of it is tried.
struct KnownBefore {
    const sightlines::Traps* traps = nullptr;
    sightlines::KnownStrips* strips = nullptr; // null where the change may alter what stops people
    const sightlines::PlacedCameras* cameras = nullptr;
    std::set<Role> changed; // of what the change alters; empty: not known
    // What light runs past, where the change alters lamps alone; else null.
    std::shared_ptr<const lighting::LightScene> light;
    // The same in other years of growth, as far as it was asked for.
    std::map<int, std::shared_ptr<const lighting::LightScene>> grown_light;
    double most_cd = 0;       // that a lamp gives any way
    bool keeps_light = false; // light falls where it fell (touched.h)
};

// Windows, doors and places in use as guardians, and what they see.
struct Eyes {
    // within: null for all of the plan.
    Eyes(const engine::Context& context, std::shared_ptr<const scene::Space> opaque, const Box* within);

    std::shared_ptr<const scene::Space> opaque;
    sightlines::Guardians guardians; // windows that are only missing are left out
    scene::Transmission sight;
    sightlines::WatchedSpots watched;
};

// Made when the first rule asks for it and kept as long as the run. Not for several threads: the rules of a
// run are measured one after another.
class Shared {
public:
    // All must outlive it.
    // before: null when no change is tried.
    Shared(engine::Engine& engine, const engine::Context& context, const Facts& facts,
           const KnownBefore* before);
    ~Shared();

    // On trial only those that may look at what is within reach_m of the change.
    const Watchers& watchers(std::span<const Box> changed = {}, double reach_m = 0);
    // within: only guardians there are in it, when no rule has asked before. Null: all.
    const Eyes& eyes(const Box* within = nullptr);
    const sightlines::Traps* traps_before() const { return before_ ? before_->traps : nullptr; }
    const sightlines::PlacedCameras* cameras_before() const { return before_ ? before_->cameras : nullptr; }
    sightlines::KnownStrips* strips_before() const { return before_ ? before_->strips : nullptr; }
    // Whether things of the role may be other than in the plan as it is; always when no change is tried.
    bool may_change(Role role) const {
        return before_ == nullptr || before_->changed.empty() || before_->changed.contains(role);
    }
    bool keeps_light() const { return before_ && before_->keeps_light; }
    const std::vector<sightlines::PathWatch>& path_watches(const sightlines::AlongPaths& how);
    const std::vector<sightlines::SeenOpening>& seen_openings();
    // changed: as MetricInput::changed; only walls the change may reach are in it.
    const access::BuildingFronts& fronts(const access::FrontSettings& settings, std::span<const Box> changed);
    // Null where the plan has no camera that can look; then why_no_cameras() says so.
    const sightlines::PlacedCameras* cameras();
    const std::string& why_no_cameras() const { return no_cameras_; }
    // opaque_space() of the run, that of the plan as it is where a change alters lamps alone.
    std::shared_ptr<const scene::Space> opaque() const;
    // The lamps by night, whatever the hour of the run, past what stands in their way. Null where none gives
    // light; then why_no_light() says so.
    const lighting::LitPlan* night_light();
    const std::string& why_no_light() const { return no_light_; }
    // Paths and car parks in that light (lit_ways.h); changed: as MetricInput::changed. Null as
    // night_light().
    const LitWays* lit_ways(std::span<const Box> changed);
    // Windows in the light of the lamps before and after curfew; changed: only those of buildings it may
    // reach where least_lx is the least that counts. Null where no lamp gives light at either; then
    // why_no_light_on_windows() says so.
    const LitHomes* lit_homes(std::span<const Box> changed, double least_lx);
    const std::string& why_no_light_on_windows() const { return no_window_light_; }
    // Where values are kept between checks, and by what those of this run's plan are.
    engine::PartStore& parts() { return engine_.parts(); }
    const MeasuringKeys& keys();
    // The same plan, season and hour in another year of growth; this run's own year too.
    const CheckRun& grown(int year);

private:
    engine::Engine& engine_;
    const engine::Context& context_;
    const Facts& facts_;
    const KnownBefore* before_;
    std::unique_ptr<const Watchers> watchers_;
    double watchers_reach_m_ = 0;
    std::unique_ptr<const Eyes> eyes_;
    std::map<std::pair<double, double>, std::vector<sightlines::PathWatch>> path_watches_;
    std::unique_ptr<const std::vector<sightlines::SeenOpening>> seen_openings_;
    std::map<std::tuple<double, double, double>, access::BuildingFronts> fronts_;
    std::unique_ptr<const sightlines::PlacedCameras> cameras_;
    std::string no_cameras_;
    std::unique_ptr<const lighting::LitPlan> night_light_;
    std::string no_light_;
    std::unique_ptr<const LitWays> lit_ways_;
    std::unique_ptr<const LitHomes> lit_homes_;
    double homes_least_lx_ = 0;
    std::string no_window_light_;
    std::unique_ptr<const MeasuringKeys> keys_;
    std::map<int, KnownBefore> known_grown_; // outlives the runs
    std::map<int, std::unique_ptr<const CheckRun>> grown_;
};

} // namespace prospect::assessment
