// Tables of results in a GeoPackage. Included only by .cpp files of geometry/io.
#pragma once

#include "geometry/io/export.h"
#include "geometry/io/gdal.h"

#include <string>

namespace prospect::io {

// Adds the table under the given name, spatial where it has geometries; the caller holds a transaction.
// Numbers that are not finite become empty. Throws Error(internal) with the database's message.
void write_result_table(GDALDatasetH file, const Table& table, const std::string& name, Point origin,
                        OGRSpatialReferenceH srs);

// Reads rows, columns and local geometries of such a table; its name is the layer's. A column that held
// values of several kinds comes back as text.
Table read_result_table(OGRLayerH layer, Point origin);

} // namespace prospect::io
