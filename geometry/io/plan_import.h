// Plan images and PDF pages: a picture under the site, and the page's lines as drawing only. Included only by
// .cpp files of geometry/io.
#pragma once

#include "geometry/io/gdal.h"
#include "geometry/io/import.h"

namespace prospect::io {

// Whether an image file shows a plan rather than heights: by the user's word, by the words of heights in its
// name, by its colours.
bool is_plan_image(const std::filesystem::path& file, const ImportOptions& options);

// PNG, JPEG or TIFF. Placed by control points, else by its own georeference or world file, else unplaced at
// the size of its resolution and scale. Throws Error(refused): no picture, damaged, too large.
SourceDraft read_plan_image(const std::filesystem::path& file, const ImportOptions& options,
                            const Progress& progress);

// One page of a PDF. Throws Error(refused): locked with a password, damaged; Error(usage): no such page.
SourceDraft read_plan_page(const std::filesystem::path& file, const ImportOptions& options,
                           const Progress& progress);

} // namespace prospect::io
