#include "analysis/assessment/check_run.h"

#include "analysis/engine/applied.h"

namespace prospect::assessment {

namespace {

const engine::AnalysisInfo& check_info() {
    static const engine::AnalysisInfo info{
        .id = "assess",
        .title = "Check this place",
        .needs = {"sightlines.overlooking", "sightlines.visible_area", "access.approach"}};
    return info;
}

} // namespace

CheckRun::CheckRun(engine::Engine& engine, const engine::Request& request, const Progress& progress,
                   std::vector<Unapplied>* unapplied, const KnownBefore* before)
    : request_(engine::applied(request, unapplied)),
      scene_(std::make_shared<const scene::Scene>(request_.site, request_.time, before == nullptr)),
      context_(engine, request_, check_info(), scene_, progress), facts_(*scene_),
      shared_(engine, context_, facts_, before) {}

} // namespace prospect::assessment
