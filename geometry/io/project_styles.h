// The looks of a site in QGIS and other programs: resources/palettes/site_styles.json as QML and SLD 1.1 in
// the table layer_styles. Included only by .cpp files of geometry/io.
#pragma once

#include "geometry/io/gdal.h"
#include "geometry/site/role.h"

#include <string>

namespace prospect::io {

// "" for a role without rules.
std::string qml_style(Role role);
std::string sld_style(Role role);

// The owner by which the program's own rows of layer_styles are known; others are the users'.
inline constexpr std::string_view style_owner = "Prospect";

// Adds a default style for every role table of the file that has no default of a user. The table must exist.
void write_styles(GDALDatasetH file);

} // namespace prospect::io
