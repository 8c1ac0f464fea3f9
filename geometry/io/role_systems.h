// Tables of a GeoPackage that are named as a role, and the one coordinate system they must agree on. Included
// only by .cpp files of geometry/io.
#pragma once

#include "geometry/io/gdal.h"
#include "geometry/site/site.h"

#include <filesystem>
#include <string>
#include <vector>

namespace prospect::io {

struct RoleTable {
    Role role{};
    OGRLayerH layer = nullptr;
};
// Those without geometry are left out with a note.
std::vector<RoleTable> role_tables(GDALDatasetH file, std::vector<std::string>& notes);

struct CoverageTable {
    std::string table;
    Role role{};
};
// Coverages named as a raster role.
std::vector<CoverageTable> role_coverages(GDALDatasetH file);

// The frame of a file that says none: the system of its tables, the origin by where they lie. Throws
// Error(refused) for systems in degrees, not in metres, or different ones. `file` is what the tables were
// opened from.
Frame frame_of_tables(const std::filesystem::path& file, const std::vector<RoleTable>& tables,
                      const std::vector<CoverageTable>& coverages, std::vector<std::string>& notes);
// Throws Error(refused) for a table that another program has replaced by one in another system.
void check_systems(const std::vector<RoleTable>& tables, const Frame& frame);

} // namespace prospect::io
