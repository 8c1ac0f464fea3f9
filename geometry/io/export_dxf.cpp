#include "geometry/base/error.h"
#include "geometry/io/export.h"
#include "geometry/io/file_write.h"
#include "geometry/io/ogr_geometry.h"

#include <cpl_conv.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>

namespace prospect::io {

namespace fs = std::filesystem;

namespace {

constexpr const char* label_style = R"(LABEL(t:"%",s:0.5g))"; // metres high

// The library draws polygons as hatches unless told otherwise on this thread.
class Outlines {
public:
    Outlines() { CPLSetThreadLocalConfigOption("DXF_WRITE_HATCH", "NO"); }
    ~Outlines() { CPLSetThreadLocalConfigOption("DXF_WRITE_HATCH", nullptr); }
    Outlines(const Outlines&) = delete;
    Outlines& operator=(const Outlines&) = delete;
};

// Where a shape's text stands: inside a polygon, half-way along a line, at a point.
OgrGeometry label_place(OGRGeometryH shape) {
    const OGRwkbGeometryType type = wkbFlatten(OGR_G_GetGeometryType(shape));
    if (type == wkbLineString) return OgrGeometry(OGR_G_Value(shape, OGR_G_Length(shape) / 2));
    return OgrGeometry(OGR_G_PointOnSurface(shape));
}

// The column that names the rows; none: they are counted.
std::optional<std::size_t> naming_column(const Table& table) {
    for (const char* name : {"row", "id", "name"}) {
        const auto found = std::find(table.columns.begin(), table.columns.end(), name);
        if (found != table.columns.end()) return static_cast<std::size_t>(found - table.columns.begin());
    }
    return std::nullopt;
}

std::string label_of(const Table& table, std::optional<std::size_t> column, std::size_t row) {
    std::string text = std::to_string(row + 1);
    if (column && row < table.rows.size() && *column < table.rows[row].size())
        text = table.rows[row][*column] ? as_text(*table.rows[row][*column]) : "";
    for (char& c : text)
        if (c == '"' || c == '\\' || static_cast<unsigned char>(c) < ' ') c = '\'';
    return text;
}

bool write_shape(OGRLayerH layer, const std::string& on, OGRGeometryH shape, const std::string& style) {
    const OgrFeature feature(OGR_F_Create(OGR_L_GetLayerDefn(layer)));
    OGR_F_SetFieldString(feature.get(), OGR_F_GetFieldIndex(feature.get(), "Layer"), on.c_str());
    if (!style.empty()) OGR_F_SetStyleString(feature.get(), style.c_str());
    OGR_F_SetGeometry(feature.get(), shape);
    return OGR_L_CreateFeature(layer, feature.get()) == OGRERR_NONE;
}

bool write_table(OGRLayerH layer, const Table& table, Point origin) {
    const auto naming = naming_column(table);
    for (std::size_t row = 0; row < table.geometries.size(); ++row) {
        const OgrGeometry shape = ogr_from_geometry(table.geometries[row], origin);
        if (!shape) continue;
        if (!write_shape(layer, table.name, shape.get(), {})) return false;
        const std::string text = label_of(table, naming, row);
        const OgrGeometry place = text.empty() ? nullptr : label_place(shape.get());
        if (!place || OGR_G_IsEmpty(place.get())) continue;
        std::string style = label_style;
        style.replace(style.find('%'), 1, text);
        if (!write_shape(layer, table.name + "_label", place.get(), style)) return false;
    }
    return true;
}

// The library's header says inches.
void say_metres(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    in.close();
    const auto set = [&](const std::string& variable, const std::string& value) {
        const std::size_t name = text.find(variable + "\n");
        const std::size_t code_end =
            name == std::string::npos ? name : text.find('\n', name + variable.size() + 1);
        const std::size_t value_end =
            code_end == std::string::npos ? code_end : text.find('\n', code_end + 1);
        if (value_end == std::string::npos)
            throw Error(ErrorCode::internal, "the drawing has no place for its unit");
        text.replace(code_end + 1, value_end - code_end - 1, value);
    };
    set("$INSUNITS", "6");
    set("$MEASUREMENT", "1");
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    if (!out) throw Error(ErrorCode::internal, "the drawing could not be written");
}

void write_drawing(const std::vector<Table>& tables, const Frame& frame, const fs::path& file) {
    const MessageCollector messages;
    const Outlines outlines;
    Dataset dataset(GDALCreate(GDALGetDriverByName("DXF"), file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    OGRLayerH layer =
        dataset ? GDALDatasetCreateLayer(dataset.get(), "entities", nullptr, wkbUnknown, nullptr) : nullptr;
    bool done = layer != nullptr;
    for (std::size_t i = 0; done && i < tables.size(); ++i)
        done = write_table(layer, tables[i], frame.origin);
    dataset.reset();
    if (!done || !messages.first_error().empty())
        throw Error(ErrorCode::internal, "the drawing could not be written: " + messages.first_error());
    say_metres(file);
}

} // namespace

void write_tables_dxf(const std::vector<Table>& tables, const Frame& frame, const fs::path& file) {
    start_gdal();
    write_atomically(file, Previous::discard, [&](const fs::path& temporary) {
        try {
            write_drawing(tables, frame, temporary);
        } catch (const Error&) {
            if (disk_is_full(temporary)) throw_disk_full(file);
            throw;
        }
    });
}

} // namespace prospect::io
