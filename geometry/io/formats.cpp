#include "geometry/io/import.h"

namespace prospect::io {

const std::vector<FormatInfo>& formats() {
    static const std::vector<FormatInfo> all{
        {"GeoPackage", "*.gpkg", true, true, "tables named as a role keep it"},
        {"DXF", "*.dxf", true, false, "ASCII, R12 to 2018; roles by layer and block names"},
        {"OpenStreetMap", "*.osm *.pbf *.osm.gz", true, false, "roles by tags"},
        {"GeoJSON", "*.geojson *.json", true, true, "RFC 7946"},
        {"Shapefile", "*.shp *.zip", true, false, "with .shx, .dbf and .prj beside it, or all in one .zip"},
        {"CSV", "*.csv *.txt *.tsv", true, true,
         "a position in each row: longitude and latitude, easting and northing, x and y, or WKT"},
        {"Excel", "*.xlsx *.xlsm", true, false,
         "each sheet with a position in each row, as CSV; titles above the header are passed over; an old "
         ".xls "
         "has to be saved as .xlsx"},
        {"OpenDocument spreadsheet", "*.ods", true, false, "as Excel"},
        {"PDF", "*.pdf", true, false,
         "a page as picture and its lines as drawing only; --page, --dpi, --scale"},
        {"PNG", "*.png", true, false, "a plan or scan as picture; placed by a world file or control points"},
        {"JPEG", "*.jpg *.jpeg", true, false,
         "a plan or scan as picture; placed by a world file or control points"},
        {"TIFF", "*.tif *.tiff", true, true,
         "a plan or scan as picture; one band of heights: terrain or surface"},
        {"ASCII grid", "*.asc", true, false, "heights: terrain or surface"},
        {"IES", "*.ies", true, false, "light data (LM-63), kept for the lamps that name the file"},
        {"EULUMDAT", "*.ldt", true, false, "light data, kept for the lamps that name the file"},
        {"SpatiaLite", "*.sqlite *.db", true, false, ""},
        {"FlatGeobuf", "*.fgb", true, false, ""},
        {"KML", "*.kml", true, false, ""},
        {"GML", "*.gml *.xml", true, false, "simple features"},
        {"GPX", "*.gpx", true, false, ""},
    };
    return all;
}

} // namespace prospect::io
