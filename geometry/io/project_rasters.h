// Grids as Float32 gridded coverages of a GeoPackage. Included only by .cpp files of geometry/io.
#pragma once

#include "geometry/io/gdal.h"
#include "geometry/raster/field.h"

#include <filesystem>
#include <string>

namespace prospect::io {

// Adds the field as table `table` to a GeoPackage that is not open. Lossless.
void append_raster(const std::filesystem::path& file, const std::string& table, const Field& field,
                   Point origin, OGRSpatialReferenceH srs);

// Reads a coverage, in local coordinates. `info` is what raster_info() said when it was written: name, unit
// and the exact grid, which counts as long as the coverage still lies there. "" for coverages of other
// programs.
Field read_raster_table(const std::filesystem::path& file, const std::string& table, Point origin,
                        const std::string& info);
std::string raster_info(const Field& field);

} // namespace prospect::io
