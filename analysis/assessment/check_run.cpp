#include "analysis/assessment/check_run.h"

namespace prospect::assessment {

namespace {

// The applied site takes the scenario's place, so that analyses required see the same snapshot.
engine::Request applied(const engine::Request& request, std::vector<Unapplied>* unapplied) {
    engine::Request made = request;
    if (!request.scenario.empty()) made.site = with_scenario(*request.site, request.scenario, unapplied);
    made.scenario.clear();
    return made;
}

const engine::AnalysisInfo& check_info() {
    static const engine::AnalysisInfo info{.id = "assess",
                                           .title = "Check this place",
                                           .needs = {"sightlines.overlooking", "sightlines.visible_area",
                                                     "access.approach"}};
    return info;
}

} // namespace

CheckRun::CheckRun(engine::Engine& engine, const engine::Request& request, const Progress& progress,
                   std::vector<Unapplied>* unapplied, const KnownBefore* before)
    : request_(applied(request, unapplied)),
      scene_(std::make_shared<const scene::Scene>(request_.site, request_.time, before == nullptr)),
      context_(engine, request_, check_info(), scene_, progress), facts_(*scene_),
      shared_(engine, context_, facts_, before) {}

} // namespace prospect::assessment
