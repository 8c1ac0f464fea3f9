// Text of a DXF as UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace prospect::io {

bool is_utf8(std::string_view bytes);
// The name iconv and GDAL know for $DWGCODEPAGE: "ANSI_1252" → "CP1252", "DOS850" → "CP850"; "CP1252" for
// unknown ones.
std::string encoding_of_code_page(std::string_view code_page);
// Bytes in `encoding` as UTF-8; what cannot be converted becomes U+FFFD.
std::string to_utf8(std::string_view bytes, const std::string& encoding);
// Resolves \U+XXXX (and pairs of them beyond the basic plane) and %%d %%p %%c in UTF-8 text.
std::string without_dxf_escapes(std::string_view text);

} // namespace prospect::io
