// Files that belong to a site as the project file keeps them: the rows of prospect_file.
#pragma once

#include "geometry/io/gdal.h"

#include <memory>
#include <string>
#include <vector>

namespace prospect::io {

struct StoredFile; // project_file.h

// In the order they were kept; bytes that do not give their sum are left out and noted.
std::vector<StoredFile> read_files(GDALDatasetH file, std::vector<std::string>& notes);
// Takes the place of all rows the table has. The file must have been opened after the table was made: OGR
// must know it. Throws Error(internal).
void write_files(GDALDatasetH file, const std::vector<StoredFile>& files);

} // namespace prospect::io
