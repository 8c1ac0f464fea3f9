// What a running analysis may use: the scene, the grid, other analyses, the parallel loop, progress.
#pragma once

#include "analysis/engine/result.h"
#include "geometry/base/progress.h"

#include <functional>
#include <memory>

namespace prospect::scene {
class Scene;
}

namespace prospect::engine {

class Engine;
class Analysis;

// What to compute on. Everything a result depends on besides the analysis and its settings.
struct Request {
    SitePtr site;         // base
    std::string scenario; // "" = base
    TimeContext time;
    std::optional<Box> extent; // local; absent = study area, else site
    std::uint64_t seed = 0;
    int threads = 0; // 0 = all but one when interactive, all in the command line
};

class Context {
public:
    Context(Engine& engine, const Request& request, std::shared_ptr<const scene::Scene> scene, Progress progress);

    const Site& site() const; // scenario applied
    const scene::Scene& scene() const { return *scene_; }
    const TimeContext& time() const { return request_.time; }
    const Request& request() const { return request_; }
    const Progress& progress() const { return progress_; }

    // The grid of this request at that cell size (contract §3, Grid). Throws Error(refused) naming the memory needed
    // when bytes_per_cell times its cells exceeds what the machine has.
    Grid grid(double cell_m, std::size_t bytes_per_cell) const;

    // The result of another analysis on the same request: from the store, else computed now.
    RunPtr require(const std::string& analysis, const Settings& settings) const;

    // Calls body(begin, end) for blocks of [0, count) on all threads, reports progress by blocks, stops when asked.
    // Results must go to their own index: the output then never depends on the number of threads. An exception of
    // the body stops the loop and is rethrown.
    void for_blocks(std::int64_t count, std::int64_t block,
                    const std::function<void(std::int64_t begin, std::int64_t end)>& body) const;

private:
    Engine& engine_;
    const Request& request_;
    std::shared_ptr<const scene::Scene> scene_;
    Progress progress_;
};

} // namespace prospect::engine
