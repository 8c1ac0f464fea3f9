// Answers and log of a site as the project file keeps them: the rows of prospect_answer and prospect_log.
// Included only by .cpp files of geometry/io.
#pragma once

#include "geometry/io/gdal.h"
#include "geometry/site/site.h"

namespace prospect::io {

// In the order they were kept; a table that is not there has no rows.
std::vector<RecordedAnswer> read_answers(GDALDatasetH file);
std::vector<LogEntry> read_log(GDALDatasetH file);
// Makes both tables and their rows.
void write_records(GDALDatasetH file, const Site& site);

} // namespace prospect::io
