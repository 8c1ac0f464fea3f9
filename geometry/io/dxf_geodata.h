// The GEODATA object of a DXF: where on Earth the drawing lies.
#pragma once

#include "geometry/base/point.h"
#include "geometry/io/dxf_pairs.h"

#include <optional>
#include <string>

namespace prospect::io {

// As in the file (DXF reference, GEODATA; AutoCAD 2010 and later).
struct DxfGeoData {
    enum class Coordinates { unknown, local_grid, projected_grid, geographic };

    int version = 0; // 1: AutoCAD 2009, whose group codes differ and hold no usable north direction
    Coordinates coordinates = Coordinates::unknown;
    Point design_point;    // drawing units
    Point reference_point; // the same place in the system below, in its own axis order
    double unit_scale = 0; // metres per drawing unit; 0 when absent
    Point north{0, 1};     // direction of north in the drawing
    double user_scale = 1; // grid metres per ground metre when scale_method is 2
    int scale_method = 1;  // 1 none, 2 user's factor, 3 at the reference point, 4 prismoidal
    bool sea_level_correction = false;
    std::string crs_definition; // XML
    int epsg = 0;               // of the coordinate system; 0 when the XML names none
    std::string crs_name;       // "OSGB1936.NationalGrid"
    bool north_first = false;   // first axis of the system points north: reference_point is (north, east)
};

// Collects the pairs of one GEODATA object and then makes sense of them. Never throws on content.
class DxfGeoDataReader {
public:
    void add(const DxfPair& pair);
    // Absent when there is neither a design nor a reference point.
    std::optional<DxfGeoData> finish();

private:
    DxfGeoData data_;
    bool has_point_ = false;
    bool has_north_ = false;
};

} // namespace prospect::io
