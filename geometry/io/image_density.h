// How densely an image was scanned, as its file says.
#pragma once

#include <filesystem>
#include <optional>

namespace prospect::io {

// Dots per inch of a PNG (pHYs), JPEG (JFIF) or TIFF file; absent when it says none, or one that is no scan's
// (below 30 or above 4800). Reads the file's first kilobytes; TIFF is read by GDAL.
std::optional<double> dots_per_inch(const std::filesystem::path& file);

} // namespace prospect::io
