// Where somebody walks who takes a way of passages: a line to be drawn.
#pragma once

#include "analysis/scene/access_graph.h"

#include <span>
#include <vector>

namespace prospect::access {

// Along `way`, as way_to gives it, to a spot in the place it leads to: through the middle of each passage,
// between them a short way on the ground of the place that lies there (least steps on a grid, pulled
// straight); straight where none is found. Begins a few metres before the first passage. Only the spot for
// an empty way. It is a picture and no measure of length. Cost: at most some 60 000 look-ups for each place
// on the way.
std::vector<Point> way_line(const scene::AccessGraph& graph, std::span<const std::uint32_t> way, Point spot);

} // namespace prospect::access
