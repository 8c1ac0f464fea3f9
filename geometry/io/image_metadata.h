// What cameras write into pictures besides the picture: read for what a review needs, and taken out.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace prospect::io {

// WGS 84, degrees, east and north positive.
struct GeoPlace {
    double longitude_deg = 0;
    double latitude_deg = 0;
};

struct PhotoFacts {
    std::optional<GeoPlace> place; // where the camera says it stood
    int orientation = 1;           // 1–8 as in Exif: how the picture is to be turned
    std::string taken;             // "2026-03-14 17:05:09", as the camera's clock read; "" without
};

// Understands the Exif block of a JPEG and of a PNG; bytes that are neither, and blocks that are damaged,
// give what could be read. Never reads beyond the bytes, never throws but bad_alloc.
PhotoFacts photo_facts(std::string_view bytes);

enum class PictureKind { none, jpeg, png };
// By the first bytes.
PictureKind picture_kind(std::string_view bytes);

// The same picture, bit for bit, without anything a camera or program wrote beside it: Exif, XMP, IPTC,
// comments, previews, what follows the end of the picture. Kept are JFIF, the colour profile, the marker of
// Adobe's colours, and an Exif block of the orientation alone where the picture has to be turned. Of a PNG,
// the chunks that say how pixels look. Absent for bytes that are no whole JPEG or PNG.
std::optional<std::string> without_metadata(std::string_view bytes);

} // namespace prospect::io
