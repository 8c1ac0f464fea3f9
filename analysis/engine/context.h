// What a running analysis may use: the scene, the grid, other analyses, the parallel loop, progress.
#pragma once

#include "analysis/engine/result.h"
#include "analysis/engine/workers.h"
#include "geometry/base/progress.h"

#include <atomic>
#include <functional>
#include <memory>

namespace prospect::scene {
class AccessGraph;
class Scene;
class Space;
struct AccessSettings;
} // namespace prospect::scene
namespace prospect::kernel {
class VisibilityScene;
}

namespace prospect::engine {

class Engine;
struct AnalysisInfo;

// What to compute on. Everything a result depends on besides the analysis and its settings.
struct Request {
    SitePtr site;         // base
    std::string scenario; // "" = base
    TimeContext time;
    std::optional<Box> extent; // local; absent = study area, else site
    std::uint64_t seed = 0;
    int threads = 0; // 0 = all but one when interactive, all in the command line
};

// That time where it is of the band, else the usual time of the band on the same day.
TimeContext in_band(const TimeContext& time, DayBand band);
// Whether what tells of day, evening and night together is the same at both: they differ in nothing but the
// band, or in the hour of a day or an evening.
bool same_day_and_night(const TimeContext& a, const TimeContext& b);

class Context {
public:
    // For the engine, which makes one for each run. `whole` is the progress of the run: a tenth for the
    // scene, then equal shares for each analysis needed and for the method itself.
    Context(Engine& engine, const Request& request, const AnalysisInfo& info,
            std::shared_ptr<const scene::Scene> scene, const Progress& whole);

    const Site& site() const; // scenario applied
    const scene::Scene& scene() const { return *scene_; }
    const TimeContext& time() const { return request_.time; }
    const Request& request() const { return request_; }
    const Progress& progress() const { return method_; }

    // scene().walls_at, its time counted as the scene's and not as the method's.
    std::shared_ptr<const kernel::VisibilityScene> walls_at(double eye_height_m,
                                                            const Box& within = {}) const;
    // scene().space and scene().opaque_space, likewise.
    std::shared_ptr<const scene::Space> space() const;
    std::shared_ptr<const scene::Space> opaque_space() const;
    // scene().access_graph, likewise.
    std::shared_ptr<const scene::AccessGraph> access_graph(const scene::AccessSettings& settings) const;

    // The grid of this request at that cell size (contract §3, Grid). bytes_per_cell: of all the fields made,
    // and what is needed to make and write them. Throws Error(refused) naming the memory needed when the
    // machine has less, and for a site without features; Error(usage) for an empty extent.
    Grid grid(double cell_m, std::size_t bytes_per_cell) const;

    // The result of another analysis on the same request, at the time AnalysisInfo::needs_band says: from the
    // store, else computed now. It must be among the needs of this analysis (Error(internal) otherwise).
    RunPtr require(const std::string& analysis, const Settings& settings) const;
    // The same on another extent, such as this grid's box and what lies around it.
    RunPtr require(const std::string& analysis, const Settings& settings, const Box& extent) const;
    // The same on another state of the plan, such as one whose heights are a little off; absent extent: that
    // of this request. It reports to `progress`, not to the share of what is needed.
    RunPtr require_on(const SitePtr& changed, const std::string& analysis, const Settings& settings,
                      const std::optional<Box>& extent, const Progress& progress) const;

    // The threads of this request, on the part of the method's progress from `begin` to `end` (0 to 1).
    Workers workers(double begin = 0, double end = 1, std::string stage = {}) const {
        return Workers(request_.threads, method_).part(begin, end, std::move(stage));
    }
    // workers().for_blocks.
    void for_blocks(std::int64_t count, std::int64_t block,
                    const std::function<void(std::int64_t begin, std::int64_t end)>& body) const {
        workers().for_blocks(count, block, body);
    }

    double scene_seconds() const { return scene_seconds_; }

private:
    RunPtr run_needed(const std::string& analysis, const Settings& settings, const Request& request) const;
    void check_needed(const std::string& analysis) const;
    template <class Make>
    auto as_scene(Make&& make) const; // what is made, its time counted as the scene's

    Engine& engine_;
    const Request& request_;
    const AnalysisInfo& info_;
    std::shared_ptr<const scene::Scene> scene_;
    Progress walls_;
    Progress needs_;
    Progress method_;
    mutable std::atomic<std::size_t> required_{0};
    mutable std::atomic<double> scene_seconds_{0};
};

} // namespace prospect::engine
