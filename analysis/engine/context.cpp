#include "analysis/engine/context.h"

#include "analysis/engine/engine.h"
#include "analysis/engine/memory.h"
#include "analysis/scene/access_graph.h"
#include "analysis/scene/scene.h"

#include <algorithm>
#include <chrono>

namespace prospect::engine {

namespace {

constexpr double scene_share = 0.1;

} // namespace

TimeContext in_band(const TimeContext& time, DayBand band) {
    TimeContext moved = time;
    if (time.band != band) moved.set_time(name_of(band));
    return moved;
}

bool same_day_and_night(const TimeContext& a, const TimeContext& b) {
    return in_band(a, DayBand::night) == in_band(b, DayBand::night);
}

Context::Context(Engine& engine, const Request& request, const AnalysisInfo& info,
                 std::shared_ptr<const scene::Scene> scene, const Progress& whole)
    : engine_(engine), request_(request), info_(info), scene_(std::move(scene)) {
    const double shares = static_cast<double>(info.needs.size()) + 1;
    const double method_begin = 1 - (1 - scene_share) / shares;
    walls_ = whole.part(0, scene_share, "Reading the plan");
    needs_ = whole.part(scene_share, method_begin);
    method_ = whole.part(method_begin, 1, info.title);
}

const Site& Context::site() const {
    return scene_->site();
}

template <class Make>
auto Context::as_scene(Make&& make) const {
    const auto begin = std::chrono::steady_clock::now();
    auto made = make();
    scene_seconds_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return made;
}

std::shared_ptr<const kernel::VisibilityScene> Context::walls_at(double eye_height_m,
                                                                 const Box& within) const {
    return as_scene([&] { return scene_->walls_at(eye_height_m, walls_, within); });
}

std::shared_ptr<const scene::Space> Context::space() const {
    return as_scene([&] { return scene_->space(walls_); });
}

std::shared_ptr<const scene::Space> Context::opaque_space() const {
    return as_scene([&] { return scene_->opaque_space(walls_); });
}

std::shared_ptr<const scene::AccessGraph>
Context::access_graph(const scene::AccessSettings& settings) const {
    return as_scene([&] { return scene_->access_graph(settings, walls_); });
}

Grid Context::grid(double cell_m, std::size_t bytes_per_cell) const {
    const Box box = request_.extent.value_or(site().study_box());
    if (box.empty() && !request_.extent)
        throw Error(ErrorCode::refused, "the site has nothing on it to analyse",
                    "import a plan or give --extent");
    // As floating point: the cells of a tiny cell_m may exceed any integer.
    require_memory(std::max(1.0, std::ceil(box.width() / cell_m)) *
                       std::max(1.0, std::ceil(box.height() / cell_m)),
                   bytes_per_cell, machine_memory());
    return request_.extent ? grid_of_extent(box, cell_m) : grid_of_box(box, cell_m, site().frame.origin);
}

RunPtr Context::require(const std::string& analysis, const Settings& settings) const {
    return run_needed(analysis, settings, request_);
}

RunPtr Context::require(const std::string& analysis, const Settings& settings, const Box& extent) const {
    Request request = request_;
    request.extent = extent;
    return run_needed(analysis, settings, request);
}

RunPtr Context::require_on(const SitePtr& changed, const std::string& analysis, const Settings& settings,
                           const std::optional<Box>& extent, const Progress& progress) const {
    check_needed(analysis);
    Request request = request_;
    request.site = changed;
    request.scenario.clear(); // applied already
    if (extent) request.extent = extent;
    if (info_.needs_band) request.time = in_band(request.time, *info_.needs_band);
    return engine_.run(analysis, settings, request, progress);
}

void Context::check_needed(const std::string& analysis) const {
    if (std::find(info_.needs.begin(), info_.needs.end(), analysis) == info_.needs.end())
        throw Error(ErrorCode::internal,
                    info_.id + " requires " + analysis + " without saying so in its needs");
}

RunPtr Context::run_needed(const std::string& analysis, const Settings& settings,
                           const Request& asked) const {
    check_needed(analysis);
    Request request = asked;
    if (info_.needs_band) request.time = in_band(asked.time, *info_.needs_band);
    const std::size_t turn = required_++;
    const auto shares = static_cast<double>(info_.needs.size());
    if (turn >= info_.needs.size())
        return engine_.run(analysis, settings, request, Progress(progress().stop_token(), {}));
    const auto begin = static_cast<double>(turn);
    return engine_.run(analysis, settings, request, needs_.part(begin / shares, (begin + 1) / shares));
}

} // namespace prospect::engine
