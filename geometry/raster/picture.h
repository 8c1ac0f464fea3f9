// A plan picture: a scanned or rendered page that lies under the site, shown and never analysed.
#pragma once

#include "geometry/base/affine.h"
#include "geometry/base/box.h"

#include <memory>
#include <string>

namespace prospect {

// Immutable once in a layer; the bytes are shared by all copies that differ in place only.
struct PlanPicture {
    std::string source;     // file name it came from
    std::string page;       // source layer: "page 2" of a PDF, the file's stem of an image
    std::string media_type; // "image/png" or "image/jpeg"
    std::shared_ptr<const std::string> bytes;
    int columns = 0;
    int rows = 0;
    // From picture pixels (x right, y down, (0, 0) the outer corner of the first pixel) to the plan.
    Affine placement;
    std::string
        basis; // how size and place are known: "printed 1:500 @ A1", "2 control points", "assumed 1:500"

    Point corner(int right, int down) const {
        return placement(Point{static_cast<double>(right * columns), static_cast<double>(down * rows)});
    }
    // Of its four corners.
    Box box() const;
};

using PlanPicturePtr = std::shared_ptr<const PlanPicture>;

} // namespace prospect
