// Stored results of a project file: rows of prospect_run with the grids and tables they name. Included only
// by .cpp files of geometry/io.
#pragma once

#include "geometry/io/gdal.h"
#include "geometry/io/project_file.h"

#include <filesystem>
#include <string>
#include <vector>

namespace prospect::io {

// In the order they were kept. What a row names and the file no longer holds, or cannot be read, is left out
// with a sentence in `notes`. `path`: where the grids are read. Throws Error(internal) with the database's
// message.
std::vector<StoredRun> read_runs(GDALDatasetH file, const std::filesystem::path& path, Point origin,
                                 std::vector<std::string>& notes);

} // namespace prospect::io
