// References to the British national grid: "TQ 302 805", as letters and signs give them.
// Source: Ordnance Survey, A guide to coordinate systems in Great Britain, §7.4.
#pragma once

#include "geometry/base/box.h"

#include <optional>
#include <string>
#include <string_view>

namespace prospect {

struct GridReference {
    Point corner;      // easting and northing of its south-west corner in EPSG:27700, metres
    double size_m = 0; // of the square it names: 1 to 10 000
    std::string text;  // as it is usually written: "TQ 302 805"

    Point middle() const { return {corner.x + size_m / 2, corner.y + size_m / 2}; }
    Box square() const { return {corner.x, corner.y, corner.x + size_m, corner.y + size_m}; }
};

// What a text is as a grid reference. `reference` absent and `problem` empty: it is none and was not meant
// to be one; else `problem` is one sentence.
struct GridReferenceReading {
    std::optional<GridReference> reference;
    std::string problem;
};

// Two letters and 2, 4, 6, 8 or 10 digits, eastings first; case, blanks and dashes do not count. Letters are
// of the 91 squares of 100 km that lie in the grid (0 to 700 km east, 0 to 1300 km north).
GridReferenceReading read_grid_reference(std::string_view text);

} // namespace prospect
