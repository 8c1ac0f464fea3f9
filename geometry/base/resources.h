// Where the files of resources/ are: defaults, mappings, palettes, icons, help.
#pragma once

#include <filesystem>
#include <string_view>

namespace prospect {

// $PROSPECT_RESOURCES, else share/prospect/resources beside the installed program, else the source tree it was built
// from. Throws Error(internal) when the file is nowhere.
std::filesystem::path resource_path(std::string_view relative);
// The file's bytes. Throws Error(internal) when it cannot be read.
std::string read_resource(std::string_view relative);

} // namespace prospect
