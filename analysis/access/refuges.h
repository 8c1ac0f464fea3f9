// Where somebody who flees is safe, or among people.
#pragma once

#include "analysis/access/walk_cells.h"
#include "analysis/engine/context.h"

#include <array>
#include <string>
#include <vector>

namespace prospect::access {

// refuge: targets of kind refuge; open: main doors of buildings that are open at the time, to everybody or
// staffed; home: main doors of homes, locked or not; road: the carriageway of roads, where others pass.
inline constexpr std::array<const char*, 4> refuge_kinds{"refuge", "open", "home", "road"};

struct Refuges {
    std::vector<std::int64_t> cells;                       // ascending, none twice
    std::array<std::int64_t, refuge_kinds.size()> found{}; // things of each kind with ground beside them
    std::vector<scene::Note> notes;
};

// kinds: some of refuge_kinds. In all of the grid, the study area or not. A door with
// hours of its own is kept as scene::control_at says; one without follows those of its building, and where
// these are not given either it is open to everybody only where its control says so. Hours that are not
// understood, and refuges of the grid without ground beside them, are noted and left out.
Refuges refuges_of(const engine::Context& context, const WalkCells& cells, const scene::Footing& footing,
                   const std::vector<std::string>& kinds);

} // namespace prospect::access
