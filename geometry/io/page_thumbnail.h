// Small pictures of the pages of a PDF, to choose one by.
#pragma once

#include "geometry/base/progress.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace prospect::io {

// Red, green and blue of each pixel, rows from the top.
struct PageThumbnail {
    int columns = 0;
    int rows = 0;
    std::vector<std::uint8_t> samples;
};

// The page (from 1), its longer side so many pixels long. Costs the drawing of that page alone, at this size.
// Throws as read_plan_page; Cancelled.
PageThumbnail read_page_thumbnail(const std::filesystem::path& file, int page, int longest_px,
                                  const Progress& progress = {});

} // namespace prospect::io
