// Tables with shapes that GDAL reads (GeoPackage, Shapefile, GeoJSON, SpatiaLite, FlatGeobuf, KML, GML, GPX):
// one path.
#pragma once

#include "geometry/io/gdal.h"
#include "geometry/io/import.h"

namespace prospect::io {

// An opened source; `file` is the name the user knows.
struct VectorSource {
    std::filesystem::path file;
    GDALDatasetH dataset = nullptr;
    std::string format; // "Shapefile"
};

// Tables named as a role keep it, with typed attributes and ids; all others go by the mappings. Throws
// Error(refused) when nothing in it has a shape or reading breaks off.
SourceDraft read_vector(const VectorSource& source, const ImportOptions& options, const Progress& progress);

} // namespace prospect::io
