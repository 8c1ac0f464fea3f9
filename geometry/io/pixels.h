// Pixels of images and rendered pages, read at a bounded size and packed as a file. Included only by .cpp
// files of geometry/io.
#pragma once

#include "geometry/base/progress.h"
#include "geometry/io/gdal.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace prospect::io {

// A plan picture is never larger: 32 million pixels is A0 at 140 dots per inch, 128 MB when shown, which is
// what Qt decodes at most.
inline constexpr double most_pixels = 32e6;
inline constexpr double longest_side = 20000;
// Images beyond this are refused: reading them takes minutes whatever is made of them.
inline constexpr double most_source_pixels = 2e9;

struct PixelWindow {
    int column = 0;
    int row = 0;
    int columns = 0;
    int rows = 0;
};

// 8 bits, bands of a pixel side by side: 1 grey, 3 red-green-blue, 4 with opacity.
struct Pixels {
    int columns = 0;
    int rows = 0;
    int bands = 3;
    std::vector<std::uint8_t> samples;
};

// The factor, at most 1, by which so many pixels must be reduced.
double bounded(double columns, double rows);

// "128 MB", "2.5 GB": what so many pixels take when they are shown, four bytes each.
std::string memory_text(double columns, double rows);

// The window reduced by bounded(), averaged. Palettes, 1, 2 and 4 bits, 16 bits and four inks become 8-bit
// colours; of more than four bands the first three count. Throws Error(refused): too large, damaged;
// Cancelled.
Pixels read_pixels(GDALDatasetH image, const PixelWindow& window, const Progress& progress);

// The same picture in one band when it has no colour.
Pixels without_needless_bands(Pixels pixels);

// As "image/png" (exact) or "image/jpeg" (for photographs and scans that came as JPEG).
std::shared_ptr<const std::string> packed(const Pixels& pixels, const std::string& media_type);

} // namespace prospect::io
