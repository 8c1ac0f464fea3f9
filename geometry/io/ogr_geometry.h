// Shapes from and to OGR. Included only by .cpp files of geometry/io.
#pragma once

#include "geometry/base/geometry.h"
#include "geometry/io/gdal.h"

#include <string>

namespace prospect::io {

// A shape as it came in. When it cannot be used, geometry is empty and `skipped` says why.
struct ReadShape {
    Geometry geometry;
    std::string skipped;  // "it has no shape"; empty when the geometry is usable
    std::string repaired; // what was wrong and has been mended ("Self-intersection"); empty when nothing was
    std::string reduced;  // what of a mixed shape was left out; empty when nothing was
    Point place;          // a finite point of it, for the report; of the repair where it is known
};

// Curves are drawn out, invalid polygons mended (GEOS MakeValid), collections reduced to their parts of the
// highest dimension. Non-finite coordinates and those beyond tolerance::coordinate_limit_m make a shape
// unusable. Rings are oriented and open as geometry.h asks. Null counts as a shape without content. The OGR
// shape is not changed.
ReadShape read_shape(OGRGeometryH shape);

// The same points without validity check or repair; empty for null and for kinds geometry.h does not have.
Geometry geometry_from_ogr(OGRGeometryH shape);

enum class OgrForm { as_is, multi }; // multi: MultiPoint, MultiLineString, MultiPolygon even for one part
// Null for an empty geometry.
OgrGeometry ogr_from_geometry(const Geometry& geometry, Point offset = {}, OgrForm form = OgrForm::as_is);

// The part of the geometry inside the box; empty when there is none. For points, lines and polygons of any
// validity.
Geometry clipped_to(const Geometry& geometry, const Box& box);

} // namespace prospect::io
