// The visibility graph as tables for other programs.
#pragma once

#include "analysis/engine/analysis.h"
#include "analysis/sightlines/graph_maps.h"

namespace prospect::sightlines {

std::vector<engine::TableInfo> graph_tables_info();

// names: "cells" and "links". Table cells: one row a cell with a value, Ref,x,y and the maps made so far. A
// map that depthmapX makes likewise bears its name and follows its conventions (the mean straight line counts
// the cell itself; a radius follows the name of a global measure; Visual and Metric Node Count where these
// means are); one that it defines otherwise (Measure::peer_differs) bears ours. A missing value is empty. Ref
// = column * 65536 + row, both from the south-west corner of the grid. Table links: RefFrom,RefTo, every pair
// of cells that see each other once. Throws Error(refused) for more than ten million links.
void add_tables(const GraphWork& work, const std::vector<std::string>& names, engine::AnalysisResult& result);

} // namespace prospect::sightlines
