// Telling an ASCII DXF from everything else.
#pragma once

#include <string>
#include <string_view>

namespace prospect::io {

// Throws Error(refused) in one sentence when the first bytes of a file show that it is no ASCII DXF: empty,
// binary DXF, DWG (with its version), UTF-16, anything else. 256 bytes are enough.
void refuse_unless_dxf(std::string_view first_bytes);

// At most 20 bytes of a text for a message; what is not printable ASCII becomes "?".
std::string printable_start(std::string_view bytes);

} // namespace prospect::io
