// Control points as QGIS' georeferencer writes them.
#pragma once

#include "geometry/raster/registration.h"

#include <filesystem>
#include <string>
#include <vector>

namespace prospect::io {

struct ControlPointFile {
    std::vector<ControlPoint> points; // enabled ones; picture: pixels, x right, y up (rows below 0)
    std::string crs;                  // WKT of a "#CRS:" line; "" when there is none
    std::size_t disabled = 0;
};

// Columns mapX,mapY and sourceX,sourceY (pixelX,pixelY in older files), optionally enable; other columns are
// not needed. Rows are counted downwards from the top edge: as negative numbers, as QGIS does, or all as
// positive ones. Throws Error(refused) naming the line.
ControlPointFile read_control_points(const std::filesystem::path& file);

} // namespace prospect::io
