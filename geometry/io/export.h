// Layers, grids and tables to files of other programs. Files hold full CRS coordinates.
#pragma once

#include "geometry/base/progress.h"
#include "geometry/site/site.h"

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace prospect::io {

// A table of results: columns with unit in the name, rows of values; geometry optional, one for each row.
struct Table {
    std::string name;
    std::vector<std::string> columns;
    std::vector<std::vector<std::optional<Value>>> rows; // one value per column, absent = empty
    std::vector<Geometry> geometries;                    // local; empty or one per row
    bool operator==(const Table&) const = default;
};

// Float32 GeoTIFF with CRS, declared nodata, the unit as band description and unit type. Atomic.
void write_geotiff(const Field& field, const Frame& frame, const std::filesystem::path& file);
// Any single-band raster GDAL reads, as a field in full coordinates; its CRS in `crs` (may be "").
Field read_raster(const std::filesystem::path& file, std::string* crs = nullptr);
// Throws Error(refused) naming the file when its CRS, as read_raster has it, is another than the plan's. What
// is "" or plain local metres on either side cannot be told apart and passes.
void require_same_system(const std::string& file, const std::string& crs, const Frame& frame);
// UTF-8, comma, header, decimal point, at least 9 significant digits; text cells that begin with = + - @ are
// quoted with a leading apostrophe. Column geometry is not written: tables that need it have x,y columns.
void write_csv(const Table& table, const std::filesystem::path& file);
// A CSV file as a table, all cells text; throws Error(refused) with line number.
Table read_csv(const std::filesystem::path& file);
// Result tables with geometry as layers of a new GeoPackage, each with that description; "" for none.
void write_tables_gpkg(const std::vector<Table>& tables, const Frame& frame,
                       const std::filesystem::path& file, const std::string& description = {});

// Result tables with geometry as a drawing in metres and full coordinates: each on the layer of its name,
// polygons as closed polylines, one for each ring; the row's `row`, `id` or `name`, else its number
// from 1, as a text half a metre high on the layer NAME_label, so that it can be switched off.
void write_tables_dxf(const std::vector<Table>& tables, const Frame& frame,
                      const std::filesystem::path& file);

enum class Audience : std::uint8_t { public_, resident, applicant, consultee, police };
std::string_view name_of(Audience audience);
std::optional<Audience> audience_of(std::string_view name);

struct ExportOptions {
    std::vector<std::string> layers; // names or roles; empty: all
    Audience audience = Audience::public_;
};
struct ExportReport {
    std::size_t written = 0;
    std::size_t withheld = 0; // features the audience may not have
    std::vector<std::string> notes;
};
// By extension: gpkg (a site of its own), geojson (RFC 7946, WGS 84), csv (one table; x,y for points, wkt
// otherwise), tif (one grid). The file is written beside, re-opened, searched for what must not leave, then
// renamed. Only the police get personal and protected features, free attributes, provenance and persons'
// names. Throws Error(usage) for another extension, an unknown layer, several tables in a csv or grids in a
// tif; Error(refused) when nothing is left to write and for a GeoJSON of a local site.
ExportReport export_site(const Site& site, const std::filesystem::path& file, const ExportOptions& options,
                         const Progress& progress = {});

} // namespace prospect::io
