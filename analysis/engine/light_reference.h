// A map of light beside that of another program: the file as one of our maps, and a sheet of what either is.
#pragma once

#include "analysis/engine/analysis.h"
#include "geometry/io/light_grid.h"

#include <filesystem>

namespace prospect::engine {

// What the file says of one field of the result.
struct LightReference {
    std::size_t field = 0;     // index in the result
    std::vector<float> values; // at the centres of our cells, between theirs as Field::sampled_at() has it
    io::LightGrid light;
};

// Whether the file is a grid of light as io::read_light_grid() takes it: a raster, or a table with a column
// value and none that is named like a field of the result.
bool is_light_grid(const std::filesystem::path& file, const AnalysisResult& result);

// The field is the one of the file's quantity; where the file does not say it, the one it is named like or
// the only one made. Throws Error(refused) as io::read_light_grid(), for another map grid than the plan's,
// for a quantity that was not made, and for a grid elsewhere.
LightReference light_reference(const std::filesystem::path& file, const Frame& frame,
                               const AnalysisResult& result);

// Adds to the result, for one field compared: note reference_sheet with both sides in a sentence, and to the
// sheet (columns field,item,here,reference,difference) the grids, quantity, plane, height, what is in the
// light, maintenance, date and program of both, how many cells were compared, the largest difference with its
// place, the median, and the shares of cells that differ by at most 1, 5 and 10 % of the larger of 1 lx and
// theirs. Nothing of a field that has no row in compared, the table reference of add_reference(). light: what
// the file is; its field without cells where the table names our own cells.
void add_light_sheet(const Field& ours, const LightConvention& convention, const io::LightGrid& light,
                     const Frame& frame, const Table& compared, Table& sheet, AnalysisResult& result);

std::vector<std::string> light_sheet_columns();

} // namespace prospect::engine
