// What leads into a walk at either end.
#pragma once

#include "analysis/scene/footing.h"
#include "analysis/sightlines/walks.h"

#include <utility>
#include <vector>

namespace prospect::sightlines {

// An end this close to a path goes on along it.
inline constexpr double join_m = 0.5;

// Puts before and after each walk the stations somebody passes on the straightest way that leads into it:
// along a walk it is linked to (ends and begins across a stop one sees over), else along any line that runs
// at most join_m from its end, or half that path's width, with nothing between that stops people; from either
// side where the end meets the middle of a line, its own beginning where it is closed. Of ways as straight as
// each other the first in layer order. The way goes on from walk to walk for at least lead_m, each walk taken
// once. Walks where nothing joins stay as they are. Cost: by the stations put.
void join_walks(std::vector<Walk>& walks, const std::vector<std::pair<std::size_t, std::size_t>>& links,
                const scene::Footing& footing, double lead_m);

} // namespace prospect::sightlines
