#include "analysis/assessment/boundaries.h"
#include "analysis/assessment/entrapment.h"
#include "analysis/assessment/greenery.h"
#include "analysis/assessment/metric.h"
#include "analysis/assessment/ownership.h"
#include "analysis/assessment/surveillance.h"

#include <algorithm>

namespace prospect::assessment {

std::span<const Metric> metrics() {
    using enum Role;
    static const std::vector<Metric> all{
        {"entrance.clear_lines",
         "",
         "main entrances",
         "Number of windows of other buildings, and one for the street, with a clear line to a main entrance",
         "assess.surveillance",
         {opening, building, barrier, planting, tree, path, study_area},
         Effort::quick,
         entrance_seen},
        {"stay.windows",
         "",
         "places where people stay",
         "Number of windows with a clear line to a place where people stay",
         "assess.surveillance",
         {activity, opening, building, barrier, planting, tree, study_area},
         Effort::quick,
         stay_overlooked},
        {"ground.least_seen",
         "m2",
         "paths",
         "Ground seen from the public ground along a path that hardly a window sees",
         "assess.surveillance",
         {path, opening, building, barrier, planting, tree, zone, study_area},
         Effort::whole_plan,
         least_seen},
        {"route.unlit_stretch",
         "m",
         "routes at night",
         "Longest stretch of a route at night without a lamp near it",
         "assess.surveillance",
         {path, luminaire, study_area},
         Effort::quick,
         unlit_stretch},
        {"route.traps",
         "",
         "paths and corners beside them",
         "Whether a corner beside a path is closed on all sides but one narrow way out",
         "assess.surveillance",
         {path, barrier, building, planting, tree, zone, opening, study_area},
         Effort::whole_plan,
         entrapment},
        {"boundary.front_height",
         "m",
         "front boundaries",
         "Height of what stands between a main entrance and the street and blocks sight",
         "assess.boundaries",
         {barrier, opening, building, study_area},
         Effort::quick,
         front_boundary_height},
        {"boundary.side_rear_height",
         "m",
         "side and rear boundaries",
         "Height of walls, fences and hedges between private and other ground",
         "assess.boundaries",
         {barrier, opening, building, zone, study_area},
         Effort::quick,
         side_rear_height},
        {"boundary.climbing_aids",
         "",
         "boundaries and upper windows",
         "Number of things to climb on near a boundary or an upper window",
         "assess.boundaries",
         {barrier, opening, building, zone, activity, study_area},
         Effort::quick,
         climbing_aids},
        {"planting.mature_height",
         "m",
         "hedges and areas of planting",
         "Height at maturity of planting and hedges outside private ground",
         "assess.greenery",
         {planting, barrier, zone, study_area},
         Effort::quick,
         planting_height},
        {"tree.clear_stem",
         "m",
         "trees",
         "Height of the lowest branches of trees outside private ground",
         "assess.greenery",
         {tree, zone, study_area},
         Effort::quick,
         clear_stem},
        {"greenery.clear_band",
         "m",
         "trees over planting",
         "From the top of grown planting to the lowest branches above it",
         "assess.greenery",
         {tree, planting, zone, study_area},
         Effort::quick,
         clear_band},
        {"lamp.tree_distance",
         "m",
         "lamps",
         "From a lamp to the nearest tree, between centres",
         "assess.greenery",
         {luminaire, tree, study_area},
         Effort::quick,
         lamp_to_tree},
        {"ground.unassigned_share",
         "%",
         "site areas",
         "Share of the open ground in no zone with an owner, or in zones of different owners",
         "assess.ownership",
         {zone, building, study_area},
         Effort::whole_plan,
         unassigned_ground},
    };
    return all;
}

const Metric* metric(std::string_view id) {
    const auto all = metrics();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Metric& one) { return one.id == id; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace prospect::assessment
