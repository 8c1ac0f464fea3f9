// Options as the project file keeps them: the rows of prospect_scenario. Included only by .cpp files of
// geometry/io.
#pragma once

#include "geometry/io/gdal.h"
#include "geometry/site/site.h"

#include <memory>
#include <string>
#include <vector>

namespace prospect::io {

// Edits that cannot be read are left out with a note, and `whole` is false then: saving would lose them.
std::vector<std::shared_ptr<const Scenario>> read_scenarios(GDALDatasetH file, bool& whole,
                                                            std::vector<std::string>& notes);
// Makes the table and its rows.
void write_scenarios(GDALDatasetH file, const Site& site);

} // namespace prospect::io
