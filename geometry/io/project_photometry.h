// The photometry that the luminaires of a project name: among the files it keeps, then beside it.
#pragma once

#include "geometry/io/stored_file.h"
#include "geometry/site/site.h"

#include <filesystem>
#include <string>
#include <vector>

namespace prospect::io {

// Whether a name ends as photometry does: .ies or .ldt, however letters are written.
bool names_photometry(std::string_view name);

// All photometry among the kept files, the last of one name, and of the names that luminaires of the site or
// of an option bear, those that are not kept but lie in `folder`, as they are written or with other capitals.
// What cannot be read is left out and said in `notes`. Cost: reads each file once.
Photometries read_photometries(const Site& site, const std::vector<StoredFile>& files,
                               const std::filesystem::path& folder, std::vector<std::string>& notes);

} // namespace prospect::io
