// Where approaches begin and what they lead to.
#pragma once

#include "analysis/access/walk_cells.h"
#include "analysis/engine/context.h"
#include "analysis/engine/schema.h"

#include <string>
#include <vector>

namespace prospect::access {

struct ApproachTarget {
    FeaturePtr feature;
    std::string kind;                // "asset", "main door", "bin_store"
    Point at;                        // local
    std::vector<std::int64_t> cells; // who is at one of them is at the target; empty: no ground beside it
};

// which: "usual" (targets, without any the main doors), "target" (assets, entrances and others, no signs and
// refuges), "door" (main doors in buildings and barriers), "activity", "all". Those in the study area, in
// layer order. A target in a building is reached at its doors, without any along its walls.
std::vector<ApproachTarget> approach_targets(const engine::Context& context, const WalkCells& cells,
                                             const scene::Footing& footing, const std::string& which);

// Of each target of the study area that nobody wants to get at unseen: signs, refuges.
std::vector<scene::Note> notes_of_other_targets(const engine::Context& context);

// The cells ways start at: those beside the points given; without any the public ground at the rim of the
// study area (without one: of the grid). Throws Error(refused) for a point no cell is beside, and where there
// is no such ground.
std::vector<std::int64_t> approach_starts(const engine::Context& context, const WalkCells& cells,
                                          const scene::Footing& footing, const engine::PointList& from);

} // namespace prospect::access
