// One writer per format a site leaves in; each writes what it is given. Used by export_site.cpp.
#pragma once

#include "geometry/io/export.h"

namespace prospect::io {

// Role tables as a site of its own: no prospect tables, styles for QGIS, grids as coverages.
void write_site_gpkg(const Site& site, Audience audience, const std::filesystem::path& file,
                     const Progress& progress);
// One collection in WGS 84 (RFC 7946), kind and layer as properties `role` and `layer`. Throws Error(refused)
// for a site without a place on Earth.
void write_site_geojson(const Site& site, Audience audience, const std::filesystem::path& file,
                        const Progress& progress);
// One role as a table, x,y for points, wkt otherwise. Throws Error(usage) when there are several roles.
void write_site_csv(const Site& site, Audience audience, const std::filesystem::path& file,
                    const Progress& progress);
// The one grid. Throws Error(usage) when there are several.
void write_site_geotiff(const Site& site, Audience audience, const std::filesystem::path& file,
                        const Progress& progress);

// Features that another program finds in the file; 0 when it cannot be read.
std::size_t features_in(const std::filesystem::path& file);

// WKT of the frame's system, "" for a local one.
std::string crs_definition(const Frame& frame);

} // namespace prospect::io
