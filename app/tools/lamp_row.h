// Lamps in a row along a path.
#pragma once

#include "geometry/site/edit.h"
#include "geometry/site/site.h"

#include <QString>

#include <string>
#include <vector>

namespace prospect::app {

// left, right: of somebody who walks the path as it is drawn. staggered: by turns; both: opposite each other.
enum class RowSide { left, right, staggered, both };

struct LampRow {
    double spacing_m = 25; // from one place to the next along the path
    double first_m = 12.5; // of the first, from the path's start
    double offset_m = 1.5; // from the path's middle line
    RowSide side = RowSide::right;
    double turn_deg = 0;    // of the 0° side of the lamp, clockwise from facing the path
    std::string photometry; // "": the usual one
    double height_m = 5;
    bool operator==(const LampRow&) const = default;
};

struct LampPlace {
    Point at;
    double azimuth_deg = 0; // clockwise from north
};
// Empty for what is no line, and where the first one is beyond its end. Of several lines each begins where
// the one before it ended.
std::vector<LampPlace> places_along(const Geometry& path, const LampRow& row);

// One undo step that draws them, in the layer that lamps are drawn in.
SiteEdit lamps_along(const Site& site, const Feature& path, const LampRow& row, const QString& title);

// As the lamp nearest to the path hangs and shines, its own offset left out; as usual where the plan has
// none.
LampRow row_like_nearest(const Site& site, const Feature& path);

} // namespace prospect::app
