// What other programs keep in a project file, carried into its next version. Included only by .cpp files of
// geometry/io.
#pragma once

#include "geometry/io/gdal.h"

#include <filesystem>
#include <set>
#include <string>

namespace prospect::io {

// Copies into `file` (open for update, no transaction) what `previous`, a readable GeoPackage, holds and the
// program does not write itself: tables and views with rows, indexes, triggers and their entries in the
// GeoPackage's own tables; users' rows of layer_styles. Afterwards all tables of project_tables() exist.
// Virtual tables other than R-trees stay behind. Throws Error(internal) with the database's message.
// `files`: of the rows of prospect_file only those with one of these sums, or with none, go over; all when it
// is null.
void carry_over(GDALDatasetH file, const std::filesystem::path& previous,
                const std::set<std::string>* files = nullptr);

} // namespace prospect::io
