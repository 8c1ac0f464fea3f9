#include "geometry/base/error.h"
#include "geometry/io/gpkg.h"
#include "geometry/io/json_text.h"
#include "geometry/io/ogr_geometry.h"
#include "geometry/io/role_tables.h"

#include <cpl_conv.h>
#include <cpl_string.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace prospect::io {

namespace {

constexpr std::size_t features_per_report = 1000;

[[noreturn]] void throw_failed(const std::string& what, const MessageCollector& messages) {
    throw Error(ErrorCode::internal, what + " could not be written: " + messages.first_error());
}

struct FieldDestroyer {
    void operator()(void* field) const { OGR_Fld_Destroy(static_cast<OGRFieldDefnH>(field)); }
};
using FieldDefinition = std::unique_ptr<std::remove_pointer_t<OGRFieldDefnH>, FieldDestroyer>;

struct ColumnType {
    OGRFieldType type = OFTString;
    OGRFieldSubType subtype = OFSTNone;
};

ColumnType column_type(AttributeType type) {
    switch (type) {
    case AttributeType::boolean:
        return {OFTInteger, OFSTBoolean};
    case AttributeType::integer:
        return {OFTInteger64, OFSTNone};
    case AttributeType::number:
        return {OFTReal, OFSTNone};
    case AttributeType::text:
    case AttributeType::choice:
        break;
    }
    return {OFTString, OFSTNone};
}

// A drop-down of QGIS.
void add_domain(GDALDatasetH file, const std::string& name, std::span<const std::string_view> words) {
    std::vector<std::string> codes(words.begin(), words.end());
    std::vector<std::string> labels = codes;
    std::vector<OGRCodedValue> values;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        std::replace(labels[i].begin(), labels[i].end(), '_', ' ');
        values.push_back({codes[i].data(), labels[i].data()});
    }
    values.push_back({nullptr, nullptr});
    const OGRFieldDomainH domain =
        OGR_CodedFldDomain_Create(name.c_str(), "", OFTString, OFSTNone, values.data());
    const MessageCollector messages;
    char* reason = nullptr;
    const bool added = GDALDatasetAddFieldDomain(file, domain, &reason);
    CPLFree(reason);
    OGR_FldDomain_Destroy(domain);
    if (!added) throw_failed("the list of values " + name, messages);
}

template <std::size_t N, class Enum>
std::array<std::string_view, N> names_of() {
    std::array<std::string_view, N> names;
    for (std::size_t i = 0; i < N; ++i)
        names[i] = name_of(static_cast<Enum>(i));
    return names;
}

// One role table being filled.
class TableWriter {
public:
    TableWriter(GDALDatasetH file, const RoleInfo& info, OGRSpatialReferenceH srs, OGRwkbGeometryType type,
                OgrForm form, const std::vector<KeptColumn>& kept)
        : file_(file), info_(info), form_(form), kept_(kept) {
        const MessageCollector messages;
        const std::array<const char*, 3> options{"GEOMETRY_NAME=geom", "FID=fid", nullptr};
        const std::string name(info.table);
        table_ = GDALDatasetCreateLayer(file, name.c_str(), srs, type, const_cast<char**>(options.data()));
        if (table_ == nullptr) throw_failed("table " + name, messages);
        id_ = add_column("id");
        name_ = add_column("name");
        layer_ = add_column("layer");
        for (const AttributeInfo& attribute : info.attributes)
            add_attribute(attribute);
        phase_from_ = add_column("phase_from", {}, "phase");
        phase_to_ = add_column("phase_to", {}, "phase");
        sensitivity_ = add_column("sensitivity", {}, "sensitivity");
        basis_ = add_column("basis", {}, "basis");
        source_ = add_column("source", {OFTString, OFSTJSON});
        attribute_basis_ = add_column("attribute_basis", {OFTString, OFSTJSON});
        extra_ = add_column("extra", {OFTString, OFSTJSON});
        for (const KeptColumn& column : kept)
            kept_index_.push_back(add_column(column.name, {column.type, column.subtype}));
        definition_ = OGR_L_GetLayerDefn(table_);
    }

    void add(const Feature& feature, const std::string& layer, Point origin) {
        const OgrFeature row(OGR_F_Create(definition_));
        set(row, id_, feature.id.text());
        set_if(row, name_, feature.name);
        set(row, layer_, layer);
        Extra misfits;
        for (const Attribute& attribute : feature.attributes)
            if (!set_attribute(row, attribute)) misfits.emplace_back(attribute.name, attribute.value);
        if (feature.phase_from) set(row, phase_from_, name_of(*feature.phase_from));
        if (feature.phase_to) set(row, phase_to_, name_of(*feature.phase_to));
        set(row, sensitivity_, name_of(feature.sensitivity));
        set(row, basis_, name_of(feature.basis));
        set_if(row, source_, source_to_json(feature.source));
        set_if(row, attribute_basis_, bases_to_json(feature.attributes));
        set_free(row, feature.extra, std::move(misfits));
        OGR_F_SetGeometryDirectly(row.get(),
                                  ogr_from_geometry(feature.geometry, origin, form_of(feature)).release());
        if (OGR_L_CreateFeature(table_, row.get()) != OGRERR_NONE)
            throw_failed("a feature of table " + std::string(info_.table), messages_);
    }

private:
    int add_column(const std::string& name, ColumnType type = {}, const std::string& domain = {}) {
        const FieldDefinition field(OGR_Fld_Create(name.c_str(), type.type));
        OGR_Fld_SetSubType(field.get(), type.subtype);
        if (!domain.empty()) OGR_Fld_SetDomainName(field.get(), domain.c_str());
        const MessageCollector messages;
        if (OGR_L_CreateField(table_, field.get(), FALSE) != OGRERR_NONE)
            throw_failed("column " + name + " of table " + std::string(info_.table), messages);
        return columns_++;
    }

    void add_attribute(const AttributeInfo& attribute) {
        const std::string name(attribute.name);
        std::string domain;
        // An open list also takes other words, a drop-down would not.
        if (attribute.type == AttributeType::choice && !attribute.open_choices) {
            domain = std::string(info_.table) + "_" + name;
            add_domain(file_, domain, attribute.choices);
        }
        attribute_index_.emplace_back(attribute.name, add_column(name, column_type(attribute.type), domain));
    }

    // Lines and polygons are multi in every table, as QGIS wants them; points where the table says so.
    OgrForm form_of(const Feature& feature) const {
        return feature.geometry.kind == GeometryKind::point ? form_ : OgrForm::multi;
    }

    static void set(const OgrFeature& row, int column, std::string_view text) {
        OGR_F_SetFieldString(row.get(), column, std::string(text).c_str());
    }
    static void set_if(const OgrFeature& row, int column, const std::string& text) {
        if (!text.empty()) OGR_F_SetFieldString(row.get(), column, text.c_str());
    }

    // False when the column cannot hold the value as it is.
    static bool set_value(const OgrFeature& row, int column, ColumnType type, const Value& value) {
        const auto* text = std::get_if<std::string>(&value);
        if (type.type == OFTString) {
            set(row, column, text ? *text : as_text(value));
            return text != nullptr;
        }
        const auto number = as_number(value);
        if (!number || !std::isfinite(*number)) return false;
        if (type.type == OFTReal) {
            OGR_F_SetFieldDouble(row.get(), column, *number);
        } else {
            const auto* whole = std::get_if<std::int64_t>(&value);
            if (whole == nullptr && *number != std::trunc(*number)) return false;
            OGR_F_SetFieldInteger64(row.get(), column, whole ? *whole : static_cast<std::int64_t>(*number));
        }
        return true;
    }

    bool set_attribute(const OgrFeature& row, const Attribute& attribute) {
        const auto found = std::find_if(attribute_index_.begin(), attribute_index_.end(),
                                        [&](const auto& one) { return one.first == attribute.name; });
        if (found == attribute_index_.end()) return false;
        const AttributeInfo* known = info_.attribute(attribute.name);
        const ColumnType type = column_type(known->type);
        // A number in a text attribute is its text; nothing is lost by that.
        return set_value(row, found->second, type, attribute.value) || type.type == OFTString;
    }

    // Free attributes go into their own column where there is one, else into `extra`, with what fits no
    // column.
    void set_free(const OgrFeature& row, const Extra& given, Extra misfits) {
        if (kept_.empty() && misfits.empty()) {
            set_if(row, extra_, extra_to_json(given));
            return;
        }
        Extra rest;
        for (const auto& one : given) {
            const auto kept = std::find_if(kept_.begin(), kept_.end(), [&](const KeptColumn& column) {
                return column.name == one.first;
            });
            const auto place = static_cast<std::size_t>(kept - kept_.begin());
            if (kept == kept_.end() || !set_kept_value(row, kept_index_[place], *kept, one.second))
                rest.push_back(one);
        }
        std::move(misfits.begin(), misfits.end(), std::back_inserter(rest));
        set_if(row, extra_, extra_to_json(rest));
    }

    static bool set_kept_value(const OgrFeature& row, int column, const KeptColumn& kept, const Value& value);

    // For the whole table: one for each feature takes as long as writing it.
    MessageCollector messages_;
    GDALDatasetH file_;
    const RoleInfo& info_;
    OgrForm form_;
    const std::vector<KeptColumn>& kept_;
    OGRLayerH table_ = nullptr;
    OGRFeatureDefnH definition_ = nullptr;
    int columns_ = 0;
    int id_ = 0, name_ = 0, layer_ = 0, phase_from_ = 0, phase_to_ = 0, sensitivity_ = 0, basis_ = 0,
        source_ = 0, attribute_basis_ = 0, extra_ = 0;
    std::vector<std::pair<std::string_view, int>> attribute_index_;
    std::vector<int> kept_index_;
};

bool TableWriter::set_kept_value(const OgrFeature& row, int column, const KeptColumn& kept,
                                 const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    const auto* flag = std::get_if<bool>(&value);
    const auto* whole = std::get_if<std::int64_t>(&value);
    const auto* number = std::get_if<double>(&value);
    const bool boolean_column = kept.subtype == OFSTBoolean;
    if (flag && boolean_column)
        OGR_F_SetFieldInteger(row.get(), column, *flag ? 1 : 0);
    else if (whole && !boolean_column && (kept.type == OFTInteger || kept.type == OFTInteger64))
        OGR_F_SetFieldInteger64(row.get(), column, *whole);
    else if (number && kept.type == OFTReal)
        OGR_F_SetFieldDouble(row.get(), column, *number);
    else if (text && kept.type == OFTBinary && text->starts_with(binary_prefix)) {
        int size = 0;
        GByte* bytes = CPLHexToBinary(text->c_str() + binary_prefix.size(), &size);
        OGR_F_SetFieldBinary(row.get(), column, size, bytes);
        CPLFree(bytes);
    } else if (text && (kept.type == OFTString || kept.type == OFTDate || kept.type == OFTDateTime))
        OGR_F_SetFieldString(row.get(), column, text->c_str());
    else
        return false;
    return OGR_F_IsFieldSetAndNotNull(row.get(), column) != 0;
}

// What the features of a role have in common.
struct Shape {
    bool z = false;
    bool multi_point = false;
    bool other_kind = false; // a kind the role does not take
    std::size_t features = 0;
};

Shape shape_of(const Site& site, const RoleInfo& info) {
    Shape shape;
    for (const LayerPtr& layer : site.layers) {
        if (layer->role != info.role) continue;
        shape.features += layer->features.size();
        for (const FeaturePtr& feature : layer->features) {
            const Geometry& geometry = feature->geometry;
            shape.z = shape.z || !geometry.z.empty();
            shape.multi_point =
                shape.multi_point || (geometry.kind == GeometryKind::point && geometry.part_count() > 1);
            shape.other_kind = shape.other_kind || (!geometry.empty() && !info.kinds.empty() &&
                                                    std::find(info.kinds.begin(), info.kinds.end(),
                                                              geometry.kind) == info.kinds.end());
        }
    }
    return shape;
}

OGRwkbGeometryType table_type(const RoleInfo& info, const Shape& shape) {
    OGRwkbGeometryType type = wkbUnknown;
    if (info.kinds.size() == 1 && !shape.other_kind) switch (info.kinds.front()) {
        case GeometryKind::point:
            type = shape.multi_point ? wkbMultiPoint : wkbPoint;
            break;
        case GeometryKind::line:
            type = wkbMultiLineString;
            break;
        default:
            type = wkbMultiPolygon;
        }
    return shape.z ? OGR_GT_SetZ(type) : type;
}

void write_table(GDALDatasetH file, const Site& site, const RoleInfo& info, const Shape& shape,
                 OGRSpatialReferenceH srs, const std::vector<KeptColumn>& kept, const Progress& progress) {
    const OGRwkbGeometryType type = table_type(info, shape);
    TableWriter writer(file, info, srs, type,
                       OGR_GT_Flatten(type) == wkbMultiPoint ? OgrForm::multi : OgrForm::as_is, kept);
    std::size_t done = 0;
    for (const LayerPtr& layer : site.layers)
        if (layer->role == info.role)
            for (const FeaturePtr& feature : layer->features) {
                writer.add(*feature, layer->name, site.frame.origin);
                if (++done % features_per_report == 0)
                    progress.report(static_cast<double>(done) / static_cast<double>(shape.features));
            }
    // 2: heights are optional. OGR itself knows only none and mandatory.
    if (shape.z)
        execute(file, "UPDATE gpkg_geometry_columns SET z = 2 WHERE table_name = " + sql_text(info.table));
}

} // namespace

void write_role_tables(GDALDatasetH file, const Site& site, OGRSpatialReferenceH srs, const KeptColumns& kept,
                       Tables tables, const Progress& progress) {
    add_domain(file, "phase", names_of<4, Phase>());
    add_domain(file, "sensitivity", names_of<3, Sensitivity>());
    add_domain(file, "basis", names_of<5, Basis>());
    std::size_t all = 1;
    for (const LayerPtr& layer : site.layers)
        all += layer->features.size();
    std::size_t done = 0;
    for (const RoleInfo& info : roles()) {
        const Shape shape = shape_of(site, info);
        if (shape.features == 0 && (info.raster || tables == Tables::filled)) continue;
        const double begin = static_cast<double>(done) / static_cast<double>(all);
        done += shape.features;
        const auto known = kept.find(info.role);
        const std::vector<KeptColumn> none;
        write_table(file, site, info, shape, srs, known == kept.end() ? none : known->second,
                    progress.part(begin, static_cast<double>(done) / static_cast<double>(all)));
    }
}

Srs srs_for_file(const std::string& crs) {
    start_gdal();
    // The name by which OGR knows srs_id -1.
    const bool local = crs.empty() || crs == "local";
    Srs srs(OSRNewSpatialReference(nullptr));
    OSRSetAxisMappingStrategy(srs.get(), OAMS_TRADITIONAL_GIS_ORDER);
    const MessageCollector messages;
    if (OSRSetFromUserInput(srs.get(), local ? R"(LOCAL_CS["Undefined Cartesian SRS",UNIT["metre",1]])"
                                             : crs.c_str()) != OGRERR_NONE)
        throw Error(ErrorCode::internal, "the coordinate system " + crs + " is not known to PROJ");
    return srs;
}

} // namespace prospect::io
