// What an ASCII DXF says about itself, read without GDAL: header, layer table, counts, blocks, GEODATA. GDAL
// ignores units, layer states and GEODATA, and drops several kinds of entity without a word; the scan is what
// makes that visible.
#pragma once

#include "geometry/base/progress.h"
#include "geometry/io/dxf_geodata.h"

#include <cstdint>
#include <filesystem>
#include <istream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prospect::io {

// A row of the layer table. Locked layers are drawn like any other.
struct DxfLayer {
    std::string name;
    int colour = 7; // AutoCAD colour index
    bool off = false;
    bool frozen = false;
    bool locked = false;
    bool hidden() const { return off || frozen; }
};

// One entity of the section ENTITIES (in file order) or of a block that stands for model space. Vertices and
// attributes belong to the entity before them and are none of their own.
struct DxfEntity {
    std::uint64_t handle = 0; // 0: none (old files)
    std::uint32_t layer = 0;  // into DxfScan::layer_names
    std::uint16_t type = 0;   // into DxfScan::types
    bool paper = false;       // on a sheet, not in the plan
    bool invisible = false;
    double thickness = 0; // height of extruded lines, drawing units
    double width = 0;     // constant width of a polyline, drawing units
};

struct DxfBlock {
    std::string name;
    std::size_t entities = 0;
    bool external = false;     // a reference to another file
    std::string external_path; // as written in the drawing
};

// Names are UTF-8, with \U+XXXX resolved. Lengths in drawing units.
struct DxfScan {
    int version = 0; // 1009 for AC1009 (R12), 1015 (2000) … 1032 (2018); 0 when the header names none
    std::optional<int> insunits;
    std::optional<int> measurement; // 0 imperial, 1 metric
    std::optional<int> lunits;      // 3 engineering, 4 architectural: both feet and inches
    std::string code_page;          // as written: "ANSI_1252"
    std::string encoding;           // what the text really is in: "UTF-8", "CP1252"
    bool encoding_differs = false;  // text is UTF-8 although the header says otherwise, or the reverse

    std::vector<DxfLayer> layers;         // the layer table, in file order
    std::vector<std::string> layer_names; // "0", then every layer an entity is on, in order of first use
    std::vector<std::string> types;       // entity types in order of first use: "LINE"
    std::vector<DxfEntity> entities;
    std::vector<DxfBlock> blocks;
    std::map<std::string, std::size_t> inserts;        // block → insertions in the plan
    std::map<std::string, std::size_t> missing_blocks; // inserted anywhere, defined nowhere
    std::optional<DxfGeoData> geodata;
    std::vector<double> quarter_arcs; // radii of arcs of about 90 degrees (door leaves), at most 10 000
    double largest_array = 0;         // most copies one INSERT makes, rows times columns
    double largest_coordinate = 0;    // largest absolute finite x or y
    double largest_radius = 0;        // of circles and arcs
    bool complete = false;            // ends with EOF
    std::size_t lines = 0;

    const DxfLayer* layer(std::string_view name) const;
    const DxfBlock* block(std::string_view name) const;
    // Number of entities by type, in the plan or on sheets.
    std::map<std::string, std::size_t> counts(bool paper) const;
};

// Reads the stream to its end; linear time, memory for about 40 bytes an entity. Throws Error(refused) when
// it is no ASCII DXF (dxf_format.h), is damaged (line named), ends in the middle or has no entities section.
DxfScan scan_dxf(std::istream& stream, const Progress& progress = {});
// The same for a file. Throws Error(refused) when it cannot be read.
DxfScan scan_dxf(const std::filesystem::path& file, const Progress& progress = {});

} // namespace prospect::io
