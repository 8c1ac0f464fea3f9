// Coordinate reference systems as GDAL handles. Included only by .cpp files of geometry/io.
#pragma once

#include "geometry/io/crs.h"
#include "geometry/io/gdal.h"

namespace prospect::io {

// The horizontal part of the system, x east (longitude) first; null for "local". Throws Error(usage) naming
// the text.
Srs srs_of(const std::string& text);
// The system of a layer or raster; all empty for null. A system without EPSG code is given as WKT.
CrsInfo describe_srs(OGRSpatialReferenceH srs);

} // namespace prospect::io
