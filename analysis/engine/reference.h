// A result beside what another program, or an earlier run, says of the same places.
#pragma once

#include "analysis/engine/analysis.h"

#include <filesystem>

namespace prospect::engine {

// Adds to the result, for every field the file has too: field <field>_difference (ours less theirs, no value
// where either has none); metrics <field>_difference_max and _median (of the absolute difference) and
// <field>_difference_within (share of the compared cells that differ by at most reference_tolerance times the
// larger of 1 and theirs); counts <field>_compared, <field>_only_here, <field>_only_there; and table
// reference, one row a compared cell: field,x,y,here,reference,difference.
//
// file: a raster with one band (compared at the centres of our cells; the field is the one named like the
// band's description or the file, or the only one made), or a CSV with x,y in full coordinates of cell
// centres and columns named like our fields or as the other program names them (FieldInfo::peer), with the
// radius of this run after the name where there is one; a column of another radius is left out, with a note.
// A means that counts the cell itself is converted, with a note. Throws Error(usage) for a result without
// fields; Error(refused) for a file that cannot be read, has none of the fields, or whose cells are not those
// of the grid.
//
// Of light (AnalysisInfo::light_of) any raster, and any table x,y,value, is read as a grid of light and
// compared between its cells (light_reference.h); table reference_sheet and a note name both sides.
inline constexpr double reference_tolerance = 1e-5;
void add_reference(const std::filesystem::path& file, const AnalysisInfo& info, const Settings& settings,
                   const Frame& frame, AnalysisResult& result);

} // namespace prospect::engine
