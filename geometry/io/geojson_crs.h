// The reference system of GeoJSON where GDAL cannot tell: links to web pages, and files that say nothing.
#pragma once

#include "geometry/io/import.h"

namespace prospect::io {

// RFC 7946: longitude and latitude, whatever else is said. An older "crs" that names an EPSG code in its link
// counts; coordinates beyond 180 and 90 degrees leave the system open (""); and a file that names no system is in
// plain metres when the user says so (--crs local).
void settle_geojson_crs(SourceDraft& draft, const ImportOptions& options);

} // namespace prospect::io
