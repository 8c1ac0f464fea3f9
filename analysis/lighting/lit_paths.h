// Light on the ground along the paths of a plan.
#pragma once

#include "analysis/lighting/lit_plan.h"
#include "analysis/scene/scored_paths.h"

namespace prospect::lighting {

// By station, height_m above the ground.
std::vector<Light> light_along(const scene::ScoredPath& path, const Lights& lights, double height_m);

// path,length_m,covered_share_1lx,_2lx,_5lx,e_avg,e_min,u0,x,y: x and y where it is darkest.
std::vector<std::string> lit_paths_columns();
// One row a path of scored_paths() (scene/scored_paths.h), on its middle line at height_m above the ground.
// Notes are added to `notes`.
engine::Table lit_paths_table(const engine::Context& context, const engine::Workers& workers,
                              const LitPlan& plan, double step_m, double height_m,
                              std::vector<scene::Note>& notes);

} // namespace prospect::lighting
