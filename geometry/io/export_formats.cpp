#include "geometry/io/export_formats.h"

#include "geometry/base/error.h"
#include "geometry/io/gpkg.h"
#include "geometry/io/json_text.h"
#include "geometry/io/ogr_geometry.h"
#include "geometry/io/project_rasters.h"
#include "geometry/io/project_styles.h"
#include "geometry/io/project_tables.h"
#include "geometry/io/role_tables.h"
#include "geometry/io/srs.h"

#include <cpl_conv.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace prospect::io {

namespace fs = std::filesystem;

namespace {

void check_written(const MessageCollector& messages) {
    if (!messages.first_error().empty())
        throw Error(ErrorCode::internal, "the file could not be written: " + messages.first_error());
}

// Roles of the features, in the order of the schema.
std::set<Role> roles_with_features(const Site& site) {
    std::set<Role> found;
    for (const LayerPtr& layer : site.layers)
        if (!layer->features.empty()) found.insert(layer->role);
    return found;
}

std::optional<Value> text_or_none(std::string text) {
    return text.empty() ? std::nullopt : std::optional<Value>(std::move(text));
}

// Every column of a feature outside its geometry, by name.
std::map<std::string, Value> properties_of(const Feature& feature, const Layer& layer, Audience audience) {
    std::map<std::string, Value> properties;
    for (const Attribute& one : feature.attributes)
        properties[one.name] = one.value;
    const auto add = [&](const char* name, std::string text) {
        if (!text.empty()) properties[name] = std::move(text);
    };
    // The names of the common columns; an attribute of the same name goes first (a note's `role`).
    add("name", feature.name);
    add("layer", layer.name);
    add("basis", std::string(name_of(feature.basis)));
    if (feature.phase_from) add("phase_from", std::string(name_of(*feature.phase_from)));
    if (feature.phase_to) add("phase_to", std::string(name_of(*feature.phase_to)));
    if (audience == Audience::police) {
        add("sensitivity", std::string(name_of(feature.sensitivity)));
        add("source", source_to_json(feature.source));
        add("extra", extra_to_json(feature.extra));
    }
    return properties;
}

// Columns of the table in the order of the schema: id, name, layer, attributes, the rest.
std::vector<std::string> csv_columns(const RoleInfo& info, Audience audience) {
    std::vector<std::string> columns{"id", "name", "layer"};
    for (const AttributeInfo& attribute : info.attributes)
        columns.emplace_back(attribute.name);
    columns.insert(columns.end(), {"basis", "phase_from", "phase_to"});
    if (audience == Audience::police) columns.insert(columns.end(), {"sensitivity", "source", "extra"});
    return columns;
}

std::string wkt_of(const Geometry& geometry, Point origin) {
    const OgrGeometry shape = ogr_from_geometry(geometry, origin);
    if (!shape) return {};
    char* text = nullptr;
    OGR_G_ExportToIsoWkt(shape.get(), &text);
    std::string wkt = text;
    CPLFree(text);
    return wkt;
}

bool only_single_points(const Site& site) {
    for (const LayerPtr& layer : site.layers)
        for (const FeaturePtr& feature : layer->features)
            if (feature->geometry.kind != GeometryKind::point || feature->geometry.points.size() != 1)
                return false;
    return true;
}

void set_property(OGRFeatureH row, int column, OGRFieldType type, const Value& value) {
    const auto number = as_number(value);
    if (type == OFTString || !number)
        OGR_F_SetFieldString(row, column, as_text(value).c_str());
    else if (type == OFTReal)
        OGR_F_SetFieldDouble(row, column, *number);
    else if (type == OFTInteger64)
        OGR_F_SetFieldInteger64(row, column, static_cast<GIntBig>(*number));
    else
        OGR_F_SetFieldInteger(row, column, static_cast<int>(*number));
}

OGRFieldType property_type(const Value& value) {
    constexpr std::array types{OFTInteger, OFTInteger64, OFTReal, OFTString};
    return types[value.index()];
}

// `role` is the kind of thing; a note's own role is its author's.
std::map<std::string, Value> geojson_properties(const Feature& feature, const Layer& layer,
                                                Audience audience) {
    std::map<std::string, Value> properties = properties_of(feature, layer, audience);
    if (auto own = properties.extract("role")) {
        own.key() = "author_role";
        properties.insert(std::move(own));
    }
    properties["role"] = std::string(name_of(layer.role));
    return properties;
}

// Properties of all features with a type that holds them all.
std::map<std::string, OGRFieldType> property_types(const Site& site, Audience audience) {
    std::map<std::string, OGRFieldType> types;
    for (const LayerPtr& layer : site.layers)
        for (const FeaturePtr& feature : layer->features)
            for (const auto& [name, value] : geojson_properties(*feature, *layer, audience)) {
                const OGRFieldType type = property_type(value);
                const auto [known, is_new] = types.emplace(name, type);
                if (!is_new && known->second != type) {
                    const bool numbers = known->second != OFTString && type != OFTString;
                    known->second = numbers ? OFTReal : OFTString;
                }
            }
    return types;
}

void write_collection(OGRLayerH layer, const Site& site, Audience audience,
                      const std::map<std::string, OGRFieldType>& types) {
    std::map<std::string, int> columns;
    OGRFieldDefnH id = OGR_Fld_Create("id", OFTString);
    OGR_L_CreateField(layer, id, FALSE);
    OGR_Fld_Destroy(id);
    for (const auto& [name, type] : types) {
        OGRFieldDefnH field = OGR_Fld_Create(name.c_str(), type);
        OGR_L_CreateField(layer, field, FALSE);
        OGR_Fld_Destroy(field);
        columns[name] = static_cast<int>(columns.size()) + 1;
    }
    for (const LayerPtr& from : site.layers)
        for (const FeaturePtr& feature : from->features) {
            const OgrFeature row(OGR_F_Create(OGR_L_GetLayerDefn(layer)));
            OGR_F_SetFieldString(row.get(), 0, feature->id.text().c_str());
            for (const auto& [name, value] : geojson_properties(*feature, *from, audience))
                set_property(row.get(), columns.at(name), types.at(name), value);
            OGR_F_SetGeometryDirectly(row.get(),
                                      ogr_from_geometry(feature->geometry, site.frame.origin).release());
            if (OGR_L_CreateFeature(layer, row.get()) != OGRERR_NONE)
                throw Error(ErrorCode::internal, "feature " + feature->id.text() + " could not be written",
                            "leave its layer out, or check the coordinate system of the site");
        }
}

} // namespace

std::string crs_definition(const Frame& frame) {
    if (!frame.set() || frame.crs == "local") return {};
    const Srs srs = srs_of(frame.crs);
    std::string all;
    for (const char* format : {"FORMAT=WKT1_GDAL", "FORMAT=WKT2_2015", "FORMAT=WKT2_2019"}) {
        char* text = nullptr;
        const std::array<const char*, 2> options{format, nullptr};
        OSRExportToWktEx(srs.get(), &text, options.data());
        all += std::string(text != nullptr ? text : "") + "\n";
        CPLFree(text);
    }
    return all;
}

void write_site_gpkg(const Site& site, Audience, const fs::path& file, const Progress& progress) {
    start_gdal();
    const NoJournal no_journal;
    const MessageCollector messages;
    const Srs srs = srs_for_file(site.frame.crs);
    Dataset dataset(GDALCreate(GDALGetDriverByName("GPKG"), file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!dataset || GDALDatasetStartTransaction(dataset.get(), FALSE) != OGRERR_NONE)
        throw Error(ErrorCode::internal, "the file could not be created: " + messages.first_error());
    write_role_tables(dataset.get(), site, srs.get(), {}, Tables::filled, progress);
    create_table(dataset.get(), *project_table("layer_styles"));
    write_styles(dataset.get());
    GDALDatasetCommitTransaction(dataset.get());
    dataset.reset();
    check_written(messages);
    std::map<Role, int> counts;
    for (const LayerPtr& layer : site.layers)
        if (layer->raster) {
            const int number = ++counts[layer->role];
            const std::string base =
                std::string(name_of(layer->role)) + (info(layer->role).raster ? "" : "_grid");
            append_raster(file, number == 1 ? base : base + "_" + std::to_string(number), *layer->raster,
                          site.frame.origin, srs.get());
        }
}

void write_site_geojson(const Site& site, Audience audience, const fs::path& file, const Progress& progress) {
    if (!site.frame.set() || site.frame.crs == "local")
        throw Error(ErrorCode::refused, "a site in plain metres has no place on Earth, which GeoJSON needs",
                    "export .gpkg or .csv, or give the site a coordinate system");
    start_gdal();
    const MessageCollector messages;
    const Srs srs = srs_for_file(site.frame.crs);
    Dataset dataset(GDALCreate(GDALGetDriverByName("GeoJSON"), file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    const std::array<const char*, 5> options{"RFC7946=YES", "COORDINATE_PRECISION=9", "ID_FIELD=id",
                                             "ID_TYPE=String", nullptr};
    OGRLayerH layer = dataset ? GDALDatasetCreateLayer(dataset.get(), "site", srs.get(), wkbUnknown,
                                                       const_cast<char**>(options.data()))
                              : nullptr;
    if (layer != nullptr) write_collection(layer, site, audience, property_types(site, audience));
    dataset.reset();
    check_written(messages);
    progress.report(1);
}

void write_site_csv(const Site& site, Audience audience, const fs::path& file, const Progress& progress) {
    const std::set<Role> found = roles_with_features(site);
    if (found.size() > 1) {
        std::string names;
        for (const Role role : found)
            names += (names.empty() ? "" : ", ") + std::string(name_of(role));
        throw Error(ErrorCode::usage, "a CSV file holds one table and these are several: " + names,
                    "name one with --layer");
    }
    const RoleInfo& role = info(*found.begin());
    Table table{std::string(role.table), csv_columns(role, audience), {}, {}};
    const bool points = only_single_points(site);
    for (const LayerPtr& layer : site.layers)
        for (const FeaturePtr& feature : layer->features) {
            const std::map<std::string, Value> properties = properties_of(*feature, *layer, audience);
            std::vector<std::optional<Value>> row;
            for (const std::string& column : table.columns) {
                const auto value = properties.find(column);
                row.push_back(value == properties.end() ? std::nullopt : std::optional(value->second));
            }
            row.front() = feature->id.text();
            if (points) {
                const Point full = site.frame.to_full(feature->geometry.points.front());
                row.insert(row.end(), {Value(full.x), Value(full.y)});
            } else {
                row.push_back(text_or_none(wkt_of(feature->geometry, site.frame.origin)));
            }
            table.rows.push_back(std::move(row));
        }
    if (points)
        table.columns.insert(table.columns.end(), {"x", "y"});
    else
        table.columns.emplace_back("wkt");
    write_csv(table, file);
    progress.report(1);
}

void write_site_geotiff(const Site& site, Audience, const fs::path& file, const Progress& progress) {
    std::vector<const Layer*> grids;
    for (const LayerPtr& layer : site.layers)
        if (layer->raster) grids.push_back(layer.get());
    if (grids.size() > 1) {
        std::string names;
        for (const Layer* layer : grids)
            names += (names.empty() ? "" : ", ") + layer->name;
        throw Error(ErrorCode::usage, "a GeoTIFF holds one grid and these are several: " + names,
                    "name one with --layer");
    }
    write_geotiff(*grids.front()->raster, site.frame, file);
    progress.report(1);
}

std::size_t features_in(const fs::path& file) {
    start_gdal();
    const MessageCollector messages;
    const Dataset dataset(
        GDALOpenEx(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, nullptr, nullptr));
    std::size_t count = 0;
    for (int i = 0; dataset && i < GDALDatasetGetLayerCount(dataset.get()); ++i) {
        OGRLayerH layer = GDALDatasetGetLayer(dataset.get(), i);
        if (std::string_view(OGR_L_GetName(layer)) == "layer_styles") continue;
        OGR_L_ResetReading(layer);
        while (const OgrFeature row{OGR_L_GetNextFeature(layer)})
            ++count;
    }
    return count;
}

} // namespace prospect::io
