// The feature tables of a site file, one per role (contract §2): columns, writing, reading. Included only by
// .cpp files of geometry/io.
#pragma once

#include "geometry/base/progress.h"
#include "geometry/io/gdal.h"
#include "geometry/io/import.h"
#include "geometry/site/site.h"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace prospect::io {

// A column of a role table that the schema does not know; QGIS users add them. Its values are the features'
// extra values of that name.
struct KeptColumn {
    std::string name;
    OGRFieldType type = OFTString;
    OGRFieldSubType subtype = OFSTNone;
};
using KeptColumns = std::map<Role, std::vector<KeptColumn>>;

// Bytes of a kept column are an extra value with this prefix and their digits after it.
inline constexpr std::string_view binary_prefix = "hex:";

// The unknown columns of every role table in the file.
KeptColumns kept_columns(GDALDatasetH file);

// all: one table per role, with every column, so that they can be filled by hand. filled: only tables with
// features, for files that leave the program.
enum class Tables { all, filled };

// Creates the vector tables of the site and fills them, in layer order. The caller holds a transaction. srs
// null: plane metres without a place. Throws Error(internal) with the database's message.
void write_role_tables(GDALDatasetH file, const Site& site, OGRSpatialReferenceH srs, const KeptColumns& kept,
                       Tables tables, const Progress& progress);

// Features of one role table by the name in their column `layer` ("" when it is empty), names in order of
// appearance.
struct RoleFeatures {
    Role role{};
    std::vector<std::pair<std::string, std::vector<FeaturePtr>>> by_layer;
};

// repair: invalid polygons of files that the program has not written are mended; as_is: geometry keeps its
// bits.
enum class ReadShapes { as_is, repair };

// Reads a table whole. What cannot be used is left out or kept as a free attribute, and counted in `report`.
// `used_ids`: ids of features read so far; a repeated one is replaced by one made from table and row, and
// counted.
RoleFeatures read_role_table(GDALDatasetH file, OGRLayerH table, Role role, Point origin, ReadShapes shapes,
                             std::unordered_map<Uuid, int>& used_ids, ImportReport& report,
                             const Progress& progress);

// The id of a row without one: the same on every opening (contract §2).
Uuid id_of_row(std::string_view table, std::int64_t fid);

// Local plane metres as GeoPackage knows them (srs_id -1), or the system of the text. Throws Error(internal).
Srs srs_for_file(const std::string& crs);

} // namespace prospect::io
