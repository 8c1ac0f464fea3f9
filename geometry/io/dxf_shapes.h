// What OGR draws of a DXF: shapes in drawing units, block contents kept apart from their insertions. OGR
// itself stays behind this header.
#pragma once

#include "geometry/base/geometry.h"
#include "geometry/io/dxf_scan.h"

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace prospect::io {

// An affine map of space: x' = m[0] x + m[1] y + m[2] z + m[3], and so on.
struct DxfPlacement {
    std::array<double, 12> m{1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0};

    Point3 apply(Point3 p) const;
    // First `inner`, then this.
    DxfPlacement after(const DxfPlacement& inner) const;
    // Mean factor of lengths in the x-y plane.
    double scale() const;
    // Scales, turns about z and moves to `place`, in the object system of `normal` (arbitrary axis algorithm
    // of the DXF reference). Angle counter-clockwise.
    static DxfPlacement of_insert(Point3 place, Point3 scale, double angle_deg, Point3 normal);
};

struct DxfInsert {
    std::string block;
    DxfPlacement placement;
    double angle_deg = 0;
    std::vector<std::pair<std::string, std::string>> attributes; // tag, value; in file order
};

// How a text stands in the plan.
struct DxfLettering {
    double height = 0; // of its capitals, drawing units; 0 when unknown
    Point along{1, 0}; // direction of reading
    Point offset;      // from the point to the anchor, drawing units
    int anchor = 1;    // what of it is at the point: 1-3 base line, 4-6 middle, 7-9 top, 10-12 bottom; each
                       // time its left end, middle, right end
};

// One feature of OGR. Dimensions and leaders give several, with the same handle.
struct DxfShape {
    std::string layer;
    std::string handle; // hexadecimal; "" in old files
    std::string type;   // DXF name: "LINE"; "" when unknown
    std::string text;   // of texts and dimensions
    DxfLettering lettering;
    bool paper = false;
    bool surface = false; // a face or mesh in space, not an outline
    Geometry geometry;    // z only when some height is not 0; empty when OGR gave no usable shape
    std::optional<DxfInsert> insert;
};

struct DxfShapes {
    std::vector<DxfShape> entities;
    std::map<std::string, std::vector<DxfShape>> blocks;
    std::vector<std::string> messages; // what OGR complained of
};

// Longest step along arcs and circles, drawing units.
struct DxfArcStep {
    double gap = 0;
};

// Throws Error(refused) when OGR cannot read the file. Not for two threads on one file's result; GDAL's
// options are set for this thread only.
DxfShapes read_dxf_shapes(const std::filesystem::path& file, const DxfScan& scan, DxfArcStep step,
                          const Progress& progress);

} // namespace prospect::io
