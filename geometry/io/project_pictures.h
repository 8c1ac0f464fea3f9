// Plan pictures in the project file. Included only by .cpp files of geometry/io.
#pragma once

#include "geometry/io/gdal.h"
#include "geometry/site/site.h"

#include <map>
#include <string>
#include <vector>

namespace prospect::io {

// Fills prospect_picture, a row for each layer with a picture, in a file that was opened after the table had
// been made: OGR must know it. Throws Error(internal).
void write_pictures(GDALDatasetH file, const Site& site);
// By the layer's id, exactly as written. What is damaged (bytes that do not give their sum, a placement that
// is none) is left out and noted.
std::map<std::string, PlanPicturePtr> read_pictures(GDALDatasetH file, std::vector<std::string>& notes);

} // namespace prospect::io
