// Tables with a position in each row: longitude/latitude, easting/northing, x/y, or a shape as WKT.
#pragma once

#include "geometry/io/import.h"

namespace prospect::io {

// Rows without a position are skipped and counted. Longitude and latitude are EPSG:4326; a police.uk file
// with easting and northing is EPSG:27700; other columns leave the system open. Throws Error(refused) when no
// position is recognised, naming the columns there are.
SourceDraft read_csv_source(const std::filesystem::path& file, const ImportOptions& options,
                            const Progress& progress);

} // namespace prospect::io
