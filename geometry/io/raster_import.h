// Grids of heights: GeoTIFF and every other raster GDAL reads, and raster tables of GeoPackages. Included
// only by .cpp files of geometry/io.
#pragma once

#include "geometry/io/gdal.h"
#include "geometry/io/import.h"

namespace prospect::io {

// The role that words of a file's name give a grid of heights: dem, dtm, dsm, …
std::optional<Role> role_by_name(const std::string& name);

// A grid is terrain or surface by the user's word (--role NAME=terrain) or the words of its name (dem, dtm,
// dsm, …). Heights in feet become metres. Throws Error(refused) naming the option when it is neither.
SourceDraft read_raster_source(const std::filesystem::path& file, const ImportOptions& options,
                               const Progress& progress);

// True when a GeoPackage holds gridded coverages.
bool has_raster_tables(GDALDatasetH gpkg);
// Adds the coverages named as a raster role, or that the user gave one; others are noted.
void add_raster_tables(SourceDraft& draft, const std::filesystem::path& file, GDALDatasetH gpkg,
                       const ImportOptions& options);

} // namespace prospect::io
