// Light on the ground along the paths of a plan.
#pragma once

#include "analysis/lighting/lit_plan.h"
#include "analysis/scene/scored_paths.h"

namespace prospect::lighting {

// By station, height_m above the ground.
std::vector<Light> light_along(const scene::ScoredPath& path, const Lights& lights, double height_m);

// The least light on the ground that a path's class allows (lighting_classes.h), lux; absent where it has no
// class, an unknown one, or one that says nothing of the ground.
std::optional<double> class_minimum_lx(const Feature& path);

// path,length_m,covered_share_1lx,_2lx,_5lx,_class,e_avg,e_min,u0,x,y: x and y where it is darkest.
std::vector<std::string> lit_paths_columns();

struct LitPaths {
    engine::Table table; // one row a path
    // Of the spots of all paths with a class that asks for light on the ground: absent where there is none.
    std::optional<double> covered_share_class;
};

// Of scored_paths() (scene/scored_paths.h), on their middle line at height_m above the ground. Notes are
// added to `notes`.
LitPaths lit_paths(const engine::Context& context, const engine::Workers& workers, const LitPlan& plan,
                   double step_m, double height_m, std::vector<scene::Note>& notes);

} // namespace prospect::lighting
