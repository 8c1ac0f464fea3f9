#include "geometry/base/error.h"
#include "geometry/io/export.h"
#include "geometry/io/file_write.h"
#include "geometry/io/gpkg.h"
#include "geometry/io/ogr_fields.h"
#include "geometry/io/ogr_geometry.h"
#include "geometry/io/result_tables.h"
#include "geometry/io/role_tables.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace prospect::io {

namespace fs = std::filesystem;

namespace {

struct ColumnType {
    OGRFieldType type = OFTString;
    OGRFieldSubType subtype = OFSTNone;
};

// The narrowest type that holds every value of the column.
ColumnType column_type(const Table& table, std::size_t column) {
    bool any = false, flags = true, wholes = true, numbers = true;
    for (const auto& row : table.rows) {
        if (column >= row.size() || !row[column]) continue;
        any = true;
        flags = flags && std::holds_alternative<bool>(*row[column]);
        wholes = wholes && std::holds_alternative<std::int64_t>(*row[column]);
        numbers = numbers && !std::holds_alternative<std::string>(*row[column]);
    }
    if (!any || !numbers) return {};
    if (flags) return {OFTInteger, OFSTBoolean};
    return {wholes ? OFTInteger64 : OFTReal, OFSTNone};
}

struct GeometryColumn {
    OGRwkbGeometryType type = wkbNone;
    OgrForm form = OgrForm::as_is;
};

GeometryColumn geometry_column(const Table& table) {
    if (table.geometries.empty()) return {};
    GeometryKind kind = GeometryKind::none;
    bool one_kind = true, multi = false, z = false;
    for (const Geometry& geometry : table.geometries) {
        if (geometry.empty()) continue;
        one_kind = one_kind && (kind == GeometryKind::none || kind == geometry.kind);
        kind = geometry.kind;
        multi = multi || geometry.part_count() > 1;
        z = z || !geometry.z.empty();
    }
    GeometryColumn column{wkbUnknown, OgrForm::as_is};
    if (one_kind && kind != GeometryKind::none) {
        const OGRwkbGeometryType single = kind == GeometryKind::point  ? wkbPoint
                                          : kind == GeometryKind::line ? wkbLineString
                                                                       : wkbPolygon;
        column = {multi ? OGR_GT_GetCollection(single) : single, multi ? OgrForm::multi : OgrForm::as_is};
    }
    if (z) column.type = OGR_GT_SetZ(column.type);
    return column;
}

// A name for the key or the geometry that no column bears.
std::string free_name(const Table& table, std::string name) {
    const auto taken = [&](const std::string& column) { return EQUAL(column.c_str(), name.c_str()); };
    while (std::any_of(table.columns.begin(), table.columns.end(), taken))
        name += "_";
    return name;
}

void set_value(OGRFeatureH row, int column, OGRFieldType type, const Value& value) {
    const auto number = as_number(value);
    if (type == OFTString)
        OGR_F_SetFieldString(row, column, as_text(value).c_str());
    else if (type == OFTReal) {
        if (std::isfinite(*number)) OGR_F_SetFieldDouble(row, column, *number);
    } else if (const auto* whole = std::get_if<std::int64_t>(&value))
        OGR_F_SetFieldInteger64(row, column, *whole);
    else
        OGR_F_SetFieldInteger(row, column, *number != 0 ? 1 : 0);
}

} // namespace

void write_result_table(GDALDatasetH file, const Table& table, const std::string& name, Point origin,
                        OGRSpatialReferenceH srs) {
    const MessageCollector messages;
    const GeometryColumn geometry = geometry_column(table);
    const std::string fid = "FID=" + free_name(table, "fid");
    const std::string geom = "GEOMETRY_NAME=" + free_name(table, "geom");
    const std::array<const char*, 3> options{fid.c_str(), geometry.type == wkbNone ? nullptr : geom.c_str(),
                                             nullptr};
    OGRLayerH layer = GDALDatasetCreateLayer(file, name.c_str(), geometry.type == wkbNone ? nullptr : srs,
                                             geometry.type, const_cast<char**>(options.data()));
    std::vector<OGRFieldType> types;
    for (std::size_t i = 0; layer != nullptr && i < table.columns.size(); ++i) {
        const ColumnType type = column_type(table, i);
        OGRFieldDefnH field = OGR_Fld_Create(table.columns[i].c_str(), type.type);
        OGR_Fld_SetSubType(field, type.subtype);
        OGR_L_CreateField(layer, field, FALSE);
        OGR_Fld_Destroy(field);
        types.push_back(type.type);
    }
    for (std::size_t r = 0; layer != nullptr && messages.first_error().empty() && r < table.rows.size();
         ++r) {
        const OgrFeature row(OGR_F_Create(OGR_L_GetLayerDefn(layer)));
        for (std::size_t i = 0; i < std::min(types.size(), table.rows[r].size()); ++i)
            if (table.rows[r][i]) set_value(row.get(), static_cast<int>(i), types[i], *table.rows[r][i]);
        if (r < table.geometries.size())
            OGR_F_SetGeometryDirectly(
                row.get(), ogr_from_geometry(table.geometries[r], origin, geometry.form).release());
        if (OGR_L_CreateFeature(layer, row.get()) != OGRERR_NONE) break;
    }
    if (layer == nullptr || !messages.first_error().empty())
        throw Error(ErrorCode::internal,
                    "table " + table.name + " could not be written: " + messages.first_error());
}

Table read_result_table(OGRLayerH layer, Point origin) {
    Table table;
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    table.name = OGR_L_GetName(layer);
    const int columns = OGR_FD_GetFieldCount(definition);
    for (int i = 0; i < columns; ++i)
        table.columns.emplace_back(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)));
    const bool spatial = OGR_L_GetGeomType(layer) != wkbNone;
    const MessageCollector messages;
    OGR_L_ResetReading(layer);
    while (const OgrFeature feature{OGR_L_GetNextFeature(layer)}) {
        std::vector<std::optional<Value>> row;
        for (int i = 0; i < columns; ++i)
            row.push_back(field_value(feature.get(), i));
        table.rows.push_back(std::move(row));
        if (!spatial) continue;
        Geometry geometry = geometry_from_ogr(OGR_F_GetGeometryRef(feature.get()));
        for (Point& p : geometry.points)
            p = p - origin;
        table.geometries.push_back(std::move(geometry));
    }
    // The library ends a damaged table like a whole one.
    if (!messages.first_error().empty())
        throw Error(ErrorCode::refused, "the table " + table.name + " is damaged: " + messages.first_error());
    return table;
}

namespace {

void write_all(const std::vector<Table>& tables, const Frame& frame, const fs::path& file,
               const std::string& description) {
    const NoJournal no_journal;
    const MessageCollector messages;
    const Srs srs = srs_for_file(frame.crs);
    Dataset dataset(GDALCreate(GDALGetDriverByName("GPKG"), file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    bool done = dataset && GDALDatasetStartTransaction(dataset.get(), FALSE) == OGRERR_NONE;
    for (std::size_t i = 0; done && i < tables.size(); ++i) {
        write_result_table(dataset.get(), tables[i], tables[i].name, frame.origin, srs.get());
        OGRLayerH layer = GDALDatasetGetLayerByName(dataset.get(), tables[i].name.c_str());
        if (!description.empty() && layer != nullptr)
            GDALSetMetadataItem(layer, "DESCRIPTION", description.c_str(), nullptr);
    }
    done = done && GDALDatasetCommitTransaction(dataset.get()) == OGRERR_NONE;
    dataset.reset();
    if (!done || !messages.first_error().empty())
        throw Error(ErrorCode::internal, "the tables could not be written: " + messages.first_error());
}

} // namespace

void write_tables_gpkg(const std::vector<Table>& tables, const Frame& frame, const fs::path& file,
                       const std::string& description) {
    start_gdal();
    write_atomically(file, Previous::discard, [&](const fs::path& temporary) {
        try {
            write_all(tables, frame, temporary, description);
        } catch (const Error&) {
            if (disk_is_full(temporary)) throw_disk_full(file);
            throw;
        }
    });
}

} // namespace prospect::io
