// What GDAL does not tell of a PDF page: its boxes, its text, and its lines where they really are (GDAL 3.6
// chains the matrices of a page in the wrong order, so that nested ones put lines off the page). Read with
// the library that GDAL renders with; a build without its headers knows none of it.
#pragma once

#include "geometry/base/box.h"
#include "geometry/base/progress.h"
#include "geometry/io/printed_scale.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace prospect::io {

inline constexpr double points_per_inch = 72;

// The page as it is shown: cut to its crop box, turned. Points of 1/72 inch times the page's own unit, origin
// at the lower left corner, y up.
struct PdfPage {
    double width = 0;
    double height = 0;
    double unit = 1; // UserUnit: 1/72 inch each
    Box in_media;    // the shown part within the whole (media) page turned like it
    double media_width = 0;
    double media_height = 0;
    std::string text; // UTF-8, in reading order

    PaperSize paper() const {
        const double mm = 25.4 / points_per_inch * unit;
        return {width * mm, height * mm};
    }
};

// One painting of a path: a stroke of its lines or a filling of its rings.
struct PdfShape {
    bool filled = false;
    Box clip;                              // what of it is shown lies in here
    std::vector<std::vector<Point>> lines; // rings are closed by their fill
};

struct PdfContent {
    PdfPage page;
    std::vector<PdfShape> shapes; // in the order of painting
    bool cut = false;             // there are more than can be used
};

// The page (from 1) of a document that GDAL has opened before in this process. Absent when this build cannot,
// or the document does not open. Curves are drawn out. Checks progress between drawing operators.
std::optional<PdfContent> read_pdf_content(const std::filesystem::path& file, int page,
                                           const Progress& progress);

} // namespace prospect::io
