#include "geometry/base/error.h"
#include "geometry/base/text.h"
#include "geometry/base/tolerances.h"
#include "geometry/io/gpkg.h"
#include "geometry/io/json_text.h"
#include "geometry/io/ogr_geometry.h"
#include "geometry/io/role_tables.h"

#include <cpl_conv.h>
#include <cpl_string.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace prospect::io {

namespace {

constexpr std::size_t features_per_report = 1000;
constexpr std::array<std::string_view, 10> common_columns{
    "id",          "name",  "layer",  "phase_from",      "phase_to",
    "sensitivity", "basis", "source", "attribute_basis", "extra"};

bool is_common(std::string_view name) {
    return std::find(common_columns.begin(), common_columns.end(), name) != common_columns.end();
}

std::optional<std::string> text_at(OGRFeatureH row, int column) {
    if (column < 0 || OGR_F_IsFieldSetAndNotNull(row, column) == 0) return std::nullopt;
    return std::string(OGR_F_GetFieldAsString(row, column));
}

// ISO 8601; OGR's own text has slashes.
std::string date_text(OGRFeatureH row, int column, OGRFieldType type) {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
    float second = 0;
    OGR_F_GetFieldAsDateTimeEx(row, column, &year, &month, &day, &hour, &minute, &second, &zone);
    std::array<char, 64> text{};
    if (type == OFTDate) {
        std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", year, month, day);
    } else {
        const int milliseconds = static_cast<int>(std::lround(second * 1000));
        std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02d.%03d%s", year, month, day,
                      hour, minute, milliseconds / 1000, milliseconds % 1000, zone == 100 ? "Z" : "");
    }
    return text.data();
}

std::string binary_text(OGRFeatureH row, int column) {
    int size = 0;
    const GByte* bytes = OGR_F_GetFieldAsBinary(row, column, &size);
    char* encoded = CPLBinaryToHex(size, bytes);
    std::string text = std::string(binary_prefix) + encoded;
    CPLFree(encoded);
    return text;
}

Value free_value(OGRFeatureH row, int column, const KeptColumn& kept) {
    switch (kept.type) {
    case OFTInteger:
    case OFTInteger64:
        if (kept.subtype == OFSTBoolean) return OGR_F_GetFieldAsInteger(row, column) != 0;
        return static_cast<std::int64_t>(OGR_F_GetFieldAsInteger64(row, column));
    case OFTReal:
        return OGR_F_GetFieldAsDouble(row, column);
    case OFTDate:
    case OFTDateTime:
        return date_text(row, column, kept.type);
    case OFTBinary:
        return binary_text(row, column);
    default:
        return std::string(OGR_F_GetFieldAsString(row, column));
    }
}

std::optional<bool> flag_of(const std::string& text) {
    if (text == "1" || text == "true" || text == "yes") return true;
    if (text == "0" || text == "false" || text == "no") return false;
    return std::nullopt;
}

// The value of a column as the attribute's type; absent when it is none.
std::optional<Value> typed_value(OGRFeatureH row, int column, OGRFieldType type,
                                 const AttributeInfo& attribute) {
    const bool text_column = type != OFTInteger && type != OFTInteger64 && type != OFTReal;
    const std::string text = text_column ? OGR_F_GetFieldAsString(row, column) : "";
    switch (attribute.type) {
    case AttributeType::text:
    case AttributeType::choice:
        return Value(text_column ? text : OGR_F_GetFieldAsString(row, column));
    case AttributeType::boolean: {
        if (text_column) {
            const auto flag = flag_of(text);
            return flag ? std::optional<Value>(*flag) : std::nullopt;
        }
        const double number = OGR_F_GetFieldAsDouble(row, column);
        return number == 0 || number == 1 ? std::optional<Value>(number == 1) : std::nullopt;
    }
    case AttributeType::integer: {
        if (type == OFTInteger || type == OFTInteger64)
            return Value(static_cast<std::int64_t>(OGR_F_GetFieldAsInteger64(row, column)));
        const auto number = text_column ? number_from(text) : OGR_F_GetFieldAsDouble(row, column);
        if (!number || *number != std::trunc(*number) || std::abs(*number) > 0x1p53) return std::nullopt;
        return Value(static_cast<std::int64_t>(*number));
    }
    case AttributeType::number:
        break;
    }
    const auto number = text_column ? number_from(text) : OGR_F_GetFieldAsDouble(row, column);
    return number && std::isfinite(*number) ? std::optional<Value>(*number) : std::nullopt;
}

// SQLite holds any type in any column, and OGR reads a text in a number column as 0: such cells by row and
// column.
using OddCells = std::map<std::pair<std::int64_t, std::string>, std::string>;

OddCells odd_cells(GDALDatasetH file, OGRLayerH table) {
    std::vector<std::pair<std::string, std::string>> tests; // column, condition
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(table);
    for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i) {
        OGRFieldDefnH field = OGR_FD_GetFieldDefn(definition, i);
        const OGRFieldType type = OGR_Fld_GetType(field);
        const std::string name = OGR_Fld_GetNameRef(field);
        if (type == OFTReal)
            tests.emplace_back(name, "typeof(" + sql_name(name) + ") NOT IN ('real', 'integer', 'null')");
        else if (type == OFTInteger || type == OFTInteger64)
            tests.emplace_back(name, "typeof(" + sql_name(name) + ") NOT IN ('integer', 'null')");
    }
    OddCells odd;
    const std::string fid = OGR_L_GetFIDColumn(table);
    if (tests.empty() || fid.empty()) return odd;
    const std::string from = " FROM " + sql_name(OGR_L_GetName(table)) + " WHERE ";
    std::string any;
    for (const auto& [name, test] : tests)
        any += (any.empty() ? "" : " OR ") + test;
    if (query_one(file, "SELECT count(*)" + from + any) == "0") return odd;
    for (const auto& [name, test] : tests)
        for (const SqlRow& row : query(file, "SELECT CAST(" + sql_name(fid) + " AS TEXT), CAST(" +
                                                 sql_name(name) + " AS TEXT)" + from + test))
            odd[{whole_number_from<std::int64_t>(row.at(0).value_or("")).value_or(0), name}] =
                row.at(1).value_or("");
    return odd;
}

// The columns of one table and how they are read.
class TableReader {
public:
    TableReader(GDALDatasetH file, OGRLayerH table, Role role, Point origin, ReadShapes shapes,
                std::unordered_map<Uuid, int>& used_ids, ImportReport& report)
        : table_(table), info_(info(role)), origin_(origin), shapes_(shapes), used_ids_(used_ids),
          report_(report), odd_(odd_cells(file, table)) {
        OGRFeatureDefnH definition = OGR_L_GetLayerDefn(table);
        for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i) {
            OGRFieldDefnH field = OGR_FD_GetFieldDefn(definition, i);
            const KeptColumn column{OGR_Fld_GetNameRef(field), OGR_Fld_GetType(field),
                                    OGR_Fld_GetSubType(field)};
            if (const AttributeInfo* attribute = info_.attribute(column.name))
                attributes_.push_back({i, column, attribute});
            else if (is_common(column.name))
                common_[column.name] = i;
            else
                free_.push_back({i, column, nullptr});
        }
        std::sort(attributes_.begin(), attributes_.end(),
                  [](const auto& a, const auto& b) { return a.kept.name < b.kept.name; });
    }

    RoleFeatures read(const Progress& progress) {
        RoleFeatures result{info_.role, {}};
        std::map<std::string, std::size_t> places;
        const double all = std::max(1.0, static_cast<double>(OGR_L_GetFeatureCount(table_, TRUE)));
        std::size_t done = 0;
        std::size_t at = 0; // the layer of the row before
        OGR_L_ResetReading(table_);
        while (const OgrFeature row = next_row()) {
            if (++done % features_per_report == 0)
                progress.report(std::min(1.0, static_cast<double>(done) / all));
            auto feature = std::make_shared<Feature>();
            if (!read_geometry(row.get(), *feature)) continue;
            read_texts(row.get(), *feature);
            read_values(row.get(), *feature);
            std::string layer = text(row.get(), "layer");
            // Rows of a layer mostly follow one another.
            if (result.by_layer.empty() || result.by_layer[at].first != layer) {
                const auto [place, is_new] = places.emplace(layer, result.by_layer.size());
                at = place->second;
                if (is_new) result.by_layer.emplace_back(std::move(layer), std::vector<FeaturePtr>());
            }
            result.by_layer[at].second.push_back(std::move(feature));
        }
        return result;
    }

private:
    struct Column {
        int index = 0;
        KeptColumn kept;
        const AttributeInfo* attribute = nullptr;
    };

    // A shape that is no shape costs the row its shape; a page that cannot be read costs the table.
    OgrFeature next_row() {
        const MessageCollector messages;
        OgrFeature row(OGR_L_GetNextFeature(table_));
        const std::string fault = messages.first_error();
        if (row && !fault.empty())
            report_.add_reason("without its shape, which cannot be read", row_name(row.get()), std::nullopt);
        else if (!fault.empty())
            throw Error(ErrorCode::refused, "table " + std::string(info_.table) + " is damaged: " + fault,
                        "restore the .bak file beside it or a backup");
        return row;
    }

    std::string text(OGRFeatureH row, const char* column) const {
        const auto found = common_.find(column);
        return text_at(row, found == common_.end() ? -1 : found->second).value_or("");
    }

    std::string row_name(OGRFeatureH row) const {
        return std::string(info_.table) + " " + std::to_string(OGR_F_GetFID(row));
    }

    // False when the row has to be left out.
    bool read_geometry(OGRFeatureH row, Feature& feature) {
        OGRGeometryH shape = OGR_F_GetGeometryRef(row);
        // An empty one keeps its attributes; validate() names it.
        if (shape == nullptr || OGR_G_IsEmpty(shape) != 0) return true;
        ReadShape read = checked_shape(shape);
        if (!read.skipped.empty()) {
            report_.add_reason("left out: " + read.skipped, row_name(row), std::nullopt);
            return false;
        }
        if (!read.repaired.empty()) report_.add_reason("mended: " + read.repaired, row_name(row), read.place);
        if (!read.reduced.empty()) report_.add_reason("left out: " + read.reduced, row_name(row), read.place);
        feature.geometry = translated(std::move(read.geometry), Point{} - origin_);
        put_on_grid(feature.geometry);
        normalise(feature.geometry);
        return true;
    }

    ReadShape checked_shape(OGRGeometryH shape) const {
        if (shapes_ == ReadShapes::repair) return read_shape(shape);
        ReadShape read;
        read.geometry = geometry_from_ogr(shape);
        constexpr double limit = tolerance::coordinate_limit_m;
        const bool sound = std::all_of(read.geometry.points.begin(), read.geometry.points.end(), [](Point p) {
            return std::abs(p.x) <= limit && std::abs(p.y) <= limit;
        });
        // read_shape() knows why, in words.
        return sound && !read.geometry.empty() ? read : read_shape(shape);
    }

    void read_texts(OGRFeatureH row, Feature& feature) {
        feature.name = text(row, "name");
        feature.source = source_from_json(text(row, "source"));
        feature.extra = extra_from_json(text(row, "extra"));
        feature.basis = basis_of(text(row, "basis")).value_or(Basis::unknown);
        feature.phase_from = phase(row, "phase_from");
        feature.phase_to = phase(row, "phase_to");
        feature.sensitivity = sensitivity(row);
        feature.id = id(row);
    }

    std::optional<Phase> phase(OGRFeatureH row, const char* column) {
        const std::string word = text(row, column);
        const auto phase = phase_of(word);
        if (!phase && !word.empty())
            report_.add_reason(std::string(column) + " is no phase and does not count",
                               row_name(row) + ": " + word, std::nullopt);
        return phase;
    }

    // Unmarked records of crime are personal, and so is everything marked with a word that is not known.
    Sensitivity sensitivity(OGRFeatureH row) {
        const std::string word = text(row, "sensitivity");
        if (word.empty()) return unmarked_sensitivity(info_.role);
        const auto known = sensitivity_of(word);
        if (!known)
            report_.add_reason("sensitivity is not known and counts as personal", row_name(row) + ": " + word,
                               std::nullopt);
        return known.value_or(Sensitivity::personal);
    }

    Uuid id(OGRFeatureH row) {
        const std::string given = text(row, "id");
        const std::int64_t fid = OGR_F_GetFID(row);
        const auto parsed = Uuid::parse(given);
        Uuid id = parsed          ? *parsed
                  : given.empty() ? id_of_row(info_.table, fid)
                                  : Uuid::from_name(std::string(info_.table) + ":" + given);
        if (used_ids_[id]++ == 0) return id;
        // Copy and paste in QGIS copies the id too.
        report_.add_reason("has the id of another feature and got a new one", row_name(row), std::nullopt);
        for (id = id_of_row(info_.table, fid); used_ids_[id]++ != 0;)
            id = Uuid::from_name(id.text());
        return id;
    }

    void read_values(OGRFeatureH row, Feature& feature) {
        const std::int64_t fid = OGR_F_GetFID(row);
        for (const Column& column : attributes_) {
            if (OGR_F_IsFieldSetAndNotNull(row, column.index) == 0) continue;
            const auto odd = odd_.empty() ? odd_.end() : odd_.find({fid, column.kept.name});
            std::optional<Value> value;
            if (odd == odd_.end())
                value = typed_value(row, column.index, column.kept.type, *column.attribute);
            if (value) {
                feature.attributes.push_back({column.kept.name, std::move(*value), Basis::unknown});
                continue;
            }
            const std::string found =
                odd == odd_.end() ? OGR_F_GetFieldAsString(row, column.index) : odd->second;
            report_.add_reason(column.kept.name + " is not of its type and counts as not given",
                               row_name(row) + ": " + found, std::nullopt);
            add_extra(feature, column.kept.name, found);
        }
        apply_bases(text(row, "attribute_basis"), feature.basis, feature.attributes);
        for (const Column& column : free_)
            if (OGR_F_IsFieldSetAndNotNull(row, column.index) != 0)
                add_extra(feature, column.kept.name, free_value(row, column.index, column.kept));
    }

    static void add_extra(Feature& feature, const std::string& name, Value value) {
        const auto place =
            std::lower_bound(feature.extra.begin(), feature.extra.end(), name,
                             [](const auto& one, const std::string& key) { return one.first < key; });
        if (place != feature.extra.end() && place->first == name)
            place->second = std::move(value);
        else
            feature.extra.emplace(place, name, std::move(value));
    }

    OGRLayerH table_;
    const RoleInfo& info_;
    Point origin_;
    ReadShapes shapes_;
    std::unordered_map<Uuid, int>& used_ids_;
    ImportReport& report_;
    OddCells odd_;
    std::vector<Column> attributes_; // sorted by name
    std::vector<Column> free_;
    std::map<std::string, int, std::less<>> common_;
};

} // namespace

KeptColumns kept_columns(GDALDatasetH file) {
    KeptColumns kept;
    for (int i = 0; i < GDALDatasetGetLayerCount(file); ++i) {
        OGRLayerH table = GDALDatasetGetLayer(file, i);
        const auto role = role_of(OGR_L_GetName(table));
        if (!role) continue;
        OGRFeatureDefnH definition = OGR_L_GetLayerDefn(table);
        for (int k = 0; k < OGR_FD_GetFieldCount(definition); ++k) {
            OGRFieldDefnH field = OGR_FD_GetFieldDefn(definition, k);
            const std::string name = OGR_Fld_GetNameRef(field);
            if (!is_common(name) && info(*role).attribute(name) == nullptr)
                kept[*role].push_back({name, OGR_Fld_GetType(field), OGR_Fld_GetSubType(field)});
        }
    }
    return kept;
}

RoleFeatures read_role_table(GDALDatasetH file, OGRLayerH table, Role role, Point origin, ReadShapes shapes,
                             std::unordered_map<Uuid, int>& used_ids, ImportReport& report,
                             const Progress& progress) {
    return TableReader(file, table, role, origin, shapes, used_ids, report).read(progress);
}

Uuid id_of_row(std::string_view table, std::int64_t fid) {
    return Uuid::from_name(std::string(table) + ":" + std::to_string(fid));
}

} // namespace prospect::io
