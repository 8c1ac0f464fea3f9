// Readers of photometry: IES LM-63 and EULUMDAT.
#pragma once

#include "geometry/site/photometry.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace prospect::io {

// Reads a file of either kind, told apart by what is in it. Throws Error(refused), one sentence with the line
// where there is one, for what is no photometry or is damaged: UTF-16, binary, truncated, counts that do not
// match, numbers that are none, negative candela, angles that do not ascend.
Photometry read_photometry(std::string_view bytes);
Photometry read_photometry_file(const std::filesystem::path& file);
// The bytes of the file as they are. Throws Error(refused) when it cannot be read or is larger than any
// photometry.
std::string photometry_bytes(const std::filesystem::path& file);
// Whether the bytes begin like one of them. `extension` in small letters, with its dot.
bool is_photometry(std::string_view bytes, std::string_view extension);

} // namespace prospect::io
