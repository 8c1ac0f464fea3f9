// From drawing units to metres on the ground: GEODATA where the drawing has it, else plain scaling.
#pragma once

#include "geometry/io/dxf_scan.h"
#include "geometry/io/dxf_unit.h"

#include <string>
#include <vector>

namespace prospect::io {

// p ↦ reference + R (p − design) · scale, with R the turn by (cosine, sine).
struct DxfGround {
    std::string crs; // of the result; "" when the drawing has none, "local" when the user said so
    Point design;
    Point reference;
    double scale = 1; // units of the system per drawing unit
    double cosine = 1;
    double sine = 0;
    std::vector<std::string> notes;

    Point apply(Point p) const {
        const Point d = (p - design) * scale;
        return reference + Point{cosine * d.x - sine * d.y, sine * d.x + cosine * d.y};
    }
};

// wanted_crs: the user's ("" none; "local": GEODATA does not count). North of GEODATA is taken as grid north
// in a projected system (as AutoCAD's north arrow and ezdxf do), as true north in a geographic one. Throws
// Error(refused) when GEODATA names a system that cannot be identified and the user named none.
DxfGround place_dxf(const DxfScan& scan, const DxfUnit& unit, const std::string& wanted_crs);

} // namespace prospect::io
