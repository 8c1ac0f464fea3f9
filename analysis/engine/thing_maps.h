// Maps of things: the shapes of a table of a result coloured by one of its columns.
#pragma once

#include "analysis/engine/analysis.h"

#include <span>
#include <string_view>

namespace prospect::engine {

// One for each column that the analysis names as a map (TableInfo::maps) and that has a number, in the order
// of the tables and of what they declare; rows without a number or a shape are left out. Cost: the rows.
std::vector<Field> thing_maps(const AnalysisInfo& info, std::span<const Table> tables);

// What the analysis says of a field or a map of things of that name ("area", "nach_800"), its label complete;
// absent when it has none.
std::optional<FieldInfo> field_info(const AnalysisInfo& info, std::string_view name);

// Whether the shapes of its table stand over the plan as they are.
bool shows_marks(const AnalysisInfo& info, std::string_view table);

} // namespace prospect::engine
