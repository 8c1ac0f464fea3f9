// Reads and writes the rows of prospect_finding in an open file. Included only by .cpp files of geometry/io.
#pragma once

#include "geometry/io/gdal.h"
#include "geometry/io/project_findings.h"

namespace prospect::io {

std::vector<StoredFinding> read_findings(GDALDatasetH file);
// Takes the place of all rows the table has. Throws Error(internal) with the database's message.
void write_findings(GDALDatasetH file, const std::vector<StoredFinding>& findings);

} // namespace prospect::io
