// What kind of file a source is, by its first bytes and its name.
#pragma once

#include <filesystem>

namespace prospect::io {

enum class SourceFormat {
    geopackage,
    sqlite,
    shapefile,
    archive, // zip that may hold Shapefiles, GeoJSON or KML
    geojson,
    osm,
    csv,
    xlsx,
    ods,
    raster, // TIFF and other grids: heights or a picture
    image,  // PNG, JPEG
    pdf,
    dxf,
    flatgeobuf,
    kml,
    gml,
    gpx,
    photometry, // IES, EULUMDAT
};

// Throws Error(refused), one sentence and advice, for a file that is missing, a folder, empty, unreadable or
// of a kind that is not read.
SourceFormat recognise(const std::filesystem::path& file);

} // namespace prospect::io
