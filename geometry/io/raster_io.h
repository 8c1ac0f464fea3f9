// Fields to GDAL rasters and back. Included only by .cpp files of geometry/io.
#pragma once

#include "geometry/io/gdal.h"
#include "geometry/raster/field.h"

#include <filesystem>

namespace prospect::io {

// Any raster GDAL reads, for reading alone. Throws Error(refused) naming the file.
Dataset open_raster(const std::filesystem::path& file);
// Its system as describe_srs() has it, "local" for plain metres, "" where it says none.
std::string system_of(GDALDatasetH raster);

// A one-band Float32 raster in memory that shares the field's values: the field must outlive it. `origin` is
// added to the grid. srs may be null.
Dataset memory_raster(const Field& field, Point origin, OGRSpatialReferenceH srs);

// The single band of a raster as a field in the raster's own coordinates: scale and offset applied, missing
// values (the declared one, NaN) as nodata, rows from the north. The name is the band's description or "".
// Throws Error(refused) with `name`: several bands, no position, turned, too large for memory.
Field read_field(GDALDatasetH raster, const std::string& name);

} // namespace prospect::io
