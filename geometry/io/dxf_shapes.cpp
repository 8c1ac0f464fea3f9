#include "geometry/io/dxf_shapes.h"

#include "geometry/base/text.h"
#include "geometry/io/dxf_text.h"
#include "geometry/io/gdal.h"
#include "geometry/io/ogr_geometry.h"

#include <cpl_conv.h>
#include <cpl_string.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <unordered_map>

namespace prospect::io {

namespace {

// A GDAL option of this thread while it lives.
class ThreadOption {
public:
    ThreadOption(const char* name, const std::string& value) : name_(name) {
        const char* before = CPLGetThreadLocalConfigOption(name, nullptr);
        if (before != nullptr) before_ = before;
        CPLSetThreadLocalConfigOption(name, value.c_str());
    }
    ~ThreadOption() { CPLSetThreadLocalConfigOption(name_, before_ ? before_->c_str() : nullptr); }
    ThreadOption(const ThreadOption&) = delete;
    ThreadOption& operator=(const ThreadOption&) = delete;

private:
    const char* name_;
    std::optional<std::string> before_;
};

Point3 cross_of(Point3 a, Point3 b) {
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

Point3 unit(Point3 a) {
    const double size = std::sqrt(a.x * a.x + a.y * a.y + a.z * a.z);
    return size > 0 ? Point3{a.x / size, a.y / size, a.z / size} : Point3{0, 0, 1};
}

// The DXF name of the entity, from the last subclass OGR lists.
std::string type_of(std::string_view subclasses) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 22> names{
        {{"AcDbArc", "ARC"},
         {"AcDbCircle", "CIRCLE"},
         {"AcDbLine", "LINE"},
         {"AcDbPolyline", "LWPOLYLINE"},
         {"AcDb2dPolyline", "POLYLINE"},
         {"AcDb3dPolyline", "POLYLINE"},
         {"AcDbPolyFaceMesh", "POLYFACE"},
         {"AcDbPolygonMesh", "POLYLINE (mesh)"},
         {"AcDbPoint", "POINT"},
         {"AcDbText", "TEXT"},
         {"AcDbMText", "MTEXT"},
         {"AcDbAttributeDefinition", "ATTDEF"},
         {"AcDbAttribute", "ATTRIB"},
         {"AcDbHatch", "HATCH"},
         {"AcDbTrace", "SOLID"},
         {"AcDbFace", "3DFACE"},
         {"AcDbEllipse", "ELLIPSE"},
         {"AcDbSpline", "SPLINE"},
         {"AcDbBlockReference", "INSERT"},
         {"AcDbMInsertBlock", "INSERT"},
         {"AcDbLeader", "LEADER"},
         {"AcDbMLeader", "MULTILEADER"}}};
    if (subclasses.find("Dimension") != std::string_view::npos) return "DIMENSION";
    const std::size_t colon = subclasses.rfind(':');
    const std::string_view last = colon == std::string_view::npos ? subclasses : subclasses.substr(colon + 1);
    for (const auto& [subclass, name] : names)
        if (last == subclass) return std::string(name);
    return {};
}

// Height, direction and anchor from OGR's style of a label. Moves `place` by the style's offset: to the
// anchor.
DxfLettering lettering_of(OGRFeatureH feature) {
    DxfLettering result;
    const std::unique_ptr<void, decltype(&OGR_SM_Destroy)> styles(OGR_SM_Create(nullptr), &OGR_SM_Destroy);
    if (OGR_SM_InitFromFeature(styles.get(), feature) == nullptr) return result;
    const std::unique_ptr<void, decltype(&OGR_ST_Destroy)> label(OGR_SM_GetPart(styles.get(), 0, nullptr),
                                                                 &OGR_ST_Destroy);
    if (!label || OGR_ST_GetType(label.get()) != OGRSTCLabel) return result;
    OGR_ST_SetUnit(label.get(), OGRSTUGround, 1);
    const auto number = [&](OGRSTLabelParam parameter, double otherwise) {
        int missing = 0;
        const double value = OGR_ST_GetParamDbl(label.get(), parameter, &missing);
        return missing != 0 || !std::isfinite(value) ? otherwise : value;
    };
    result.height = std::max(0.0, number(OGRSTLabelSize, 0));
    const double angle = number(OGRSTLabelAngle, 0) * std::numbers::pi / 180;
    result.along = {std::cos(angle), std::sin(angle)};
    result.anchor = std::clamp(static_cast<int>(number(OGRSTLabelAnchor, 1)), 1, 12);
    const Point along = result.along;
    result.offset = along * number(OGRSTLabelDx, 0) + Point{-along.y, along.x} * number(OGRSTLabelDy, 0);
    return result;
}

// Reads the features of one open drawing.
class ShapeReader {
public:
    ShapeReader(const DxfScan& scan, OGRLayerH layer) : layer_(layer) {
        OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
        const auto field = [&](const char* name) { return OGR_FD_GetFieldIndex(definition, name); };
        layer_field_ = field("Layer");
        subclasses_ = field("SubClasses");
        handle_ = field("EntityHandle");
        text_ = field("Text");
        paper_ = field("PaperSpace");
        block_name_ = field("BlockName");
        scale_ = field("BlockScale");
        angle_ = field("BlockAngle");
        normal_ = field("BlockOCSNormal");
        attributes_ = field("BlockAttributes");
        block_ = field("Block");
        for (const DxfEntity& entity : scan.entities)
            if (entity.handle != 0) types_.try_emplace(entity.handle, scan.types[entity.type]);
    }

    // Calls take(block, shape) for every feature; block is "" outside the layer of blocks.
    template <class Take>
    void read(const Progress& progress, const Take& take) {
        OGR_L_ResetReading(layer_);
        std::size_t count = 0;
        for (OgrFeature feature(OGR_L_GetNextFeature(layer_)); feature;
             feature.reset(OGR_L_GetNextFeature(layer_))) {
            if ((++count & 0x3FFU) == 0) progress.checkpoint();
            take(text(feature.get(), block_), shape(feature.get()));
        }
    }

private:
    static bool has(OGRFeatureH feature, int field) {
        return field >= 0 && OGR_F_IsFieldSetAndNotNull(feature, field) != 0;
    }
    static std::string text(OGRFeatureH feature, int field) {
        return has(feature, field) ? without_dxf_escapes(OGR_F_GetFieldAsString(feature, field))
                                   : std::string();
    }
    static Point3 triple(OGRFeatureH feature, int field, Point3 fallback) {
        if (!has(feature, field)) return fallback;
        int count = 0;
        const double* values = OGR_F_GetFieldAsDoubleList(feature, field, &count);
        return count >= 3 ? Point3{values[0], values[1], values[2]} : fallback;
    }

    DxfShape shape(OGRFeatureH feature) const {
        DxfShape result;
        result.layer = text(feature, layer_field_);
        if (result.layer.empty()) result.layer = "0";
        result.handle = text(feature, handle_);
        result.text = text(feature, text_);
        result.paper = has(feature, paper_) && OGR_F_GetFieldAsInteger(feature, paper_) != 0;
        result.type = type_of(text(feature, subclasses_));
        if (result.type.empty()) result.type = type_by_handle(result.handle);
        OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
        if (geometry != nullptr) {
            const OGRwkbGeometryType kind = wkbFlatten(OGR_G_GetGeometryType(geometry));
            result.surface = kind == wkbPolyhedralSurface || kind == wkbTIN || result.type == "3DFACE";
            if (has(feature, block_name_)) result.insert = insert(feature, geometry);
            result.geometry = plan_of(geometry);
            // OGR puts the name of a hatch's pattern where texts stand.
            if (result.geometry.kind != GeometryKind::point) result.text.clear();
            if (!result.text.empty()) result.lettering = lettering_of(feature);
        }
        return result;
    }

    DxfInsert insert(OGRFeatureH feature, OGRGeometryH place) const {
        DxfInsert result;
        result.block = text(feature, block_name_);
        result.angle_deg = has(feature, angle_) ? OGR_F_GetFieldAsDouble(feature, angle_) : 0;
        const bool point = wkbFlatten(OGR_G_GetGeometryType(place)) == wkbPoint;
        const Point3 at =
            point ? Point3{OGR_G_GetX(place, 0), OGR_G_GetY(place, 0), OGR_G_GetZ(place, 0)} : Point3{};
        result.placement = DxfPlacement::of_insert(at, triple(feature, scale_, {1, 1, 1}), result.angle_deg,
                                                   triple(feature, normal_, {0, 0, 1}));
        if (has(feature, attributes_))
            for (CSLConstList item = OGR_F_GetFieldAsStringList(feature, attributes_); item && *item;
                 ++item) {
                const std::string_view pair = *item;
                const std::size_t blank = pair.find(' ');
                const std::string_view value =
                    blank == std::string_view::npos ? std::string_view() : pair.substr(blank + 1);
                result.attributes.emplace_back(without_dxf_escapes(pair.substr(0, blank)),
                                               without_dxf_escapes(value));
            }
        return result;
    }

    static Geometry plan_of(OGRGeometryH geometry) {
        Geometry result = geometry_from_ogr(geometry);
        if (std::all_of(result.z.begin(), result.z.end(), [](double z) { return z == 0; })) result.z.clear();
        return result;
    }

    std::string type_by_handle(const std::string& handle) const {
        const auto number = whole_number_from<std::uint64_t>(handle, 16);
        if (!number) return {};
        const auto found = types_.find(*number);
        return found == types_.end() ? std::string() : found->second;
    }

    OGRLayerH layer_;
    std::unordered_map<std::uint64_t, std::string> types_;
    int layer_field_, subclasses_, handle_, text_, paper_, block_name_, scale_, angle_, normal_, attributes_,
        block_;
};

Dataset open_drawing(const std::filesystem::path& file, const MessageCollector& messages) {
    const std::array<const char*, 2> drivers{"DXF", nullptr};
    Dataset dataset(
        GDALOpenEx(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers.data(), nullptr, nullptr));
    if (!dataset) {
        const std::string said = messages.first_error();
        throw Error(ErrorCode::refused,
                    "the drawing cannot be read" + (said.empty() ? "" : " (" + said + ")"),
                    "the file is damaged: export it again as ASCII DXF");
    }
    return dataset;
}

} // namespace

Point3 DxfPlacement::apply(Point3 p) const {
    return {m[0] * p.x + m[1] * p.y + m[2] * p.z + m[3], m[4] * p.x + m[5] * p.y + m[6] * p.z + m[7],
            m[8] * p.x + m[9] * p.y + m[10] * p.z + m[11]};
}

DxfPlacement DxfPlacement::after(const DxfPlacement& inner) const {
    DxfPlacement result;
    for (std::size_t row = 0; row < 3; ++row)
        for (std::size_t column = 0; column < 4; ++column) {
            double sum = column == 3 ? m[row * 4 + 3] : 0;
            for (std::size_t k = 0; k < 3; ++k)
                sum += m[row * 4 + k] * inner.m[k * 4 + column];
            result.m[row * 4 + column] = sum;
        }
    return result;
}

double DxfPlacement::scale() const {
    return std::sqrt(std::abs(m[0] * m[5] - m[1] * m[4]));
}

DxfPlacement DxfPlacement::of_insert(Point3 place, Point3 scale, double angle_deg, Point3 normal) {
    const Point3 n = unit(normal);
    constexpr double small = 1.0 / 64;
    const bool upright = std::abs(n.x) < small && std::abs(n.y) < small;
    const Point3 ax = unit(cross_of(upright ? Point3{0, 1, 0} : Point3{0, 0, 1}, n));
    const Point3 ay = unit(cross_of(n, ax));
    const double angle = angle_deg * std::numbers::pi / 180;
    // Whole quarter turns stay exact, so that walls stay parallel to the axes.
    const double quarters = angle_deg / 90;
    const bool whole = quarters == std::round(quarters);
    const double c = whole ? std::round(std::cos(angle)) : std::cos(angle);
    const double s = whole ? std::round(std::sin(angle)) : std::sin(angle);
    const Point3 x{(ax.x * c + ay.x * s) * scale.x, (ax.y * c + ay.y * s) * scale.x,
                   (ax.z * c + ay.z * s) * scale.x};
    const Point3 y{(ay.x * c - ax.x * s) * scale.y, (ay.y * c - ax.y * s) * scale.y,
                   (ay.z * c - ax.z * s) * scale.y};
    return {{x.x, y.x, n.x * scale.z, place.x, x.y, y.y, n.y * scale.z, place.y, x.z, y.z, n.z * scale.z,
             place.z}};
}

DxfShapes read_dxf_shapes(const std::filesystem::path& file, const DxfScan& scan, DxfArcStep step,
                          const Progress& progress) {
    start_gdal();
    const MessageCollector messages;
    const ThreadOption encoding("DXF_ENCODING", scan.encoding);
    const ThreadOption apart("DXF_INLINE_BLOCKS", "FALSE");
    const ThreadOption gap("OGR_ARC_MAX_GAP", std::to_string(step.gap));
    DxfShapes result;
    {
        // Merged contents of a block would lose their layers.
        const ThreadOption separate("DXF_MERGE_BLOCK_GEOMETRIES", "FALSE");
        const Dataset dataset = open_drawing(file, messages);
        if (OGRLayerH blocks = GDALDatasetGetLayerByName(dataset.get(), "blocks"))
            ShapeReader(scan, blocks).read(progress, [&](const std::string& block, DxfShape&& shape) {
                result.blocks[block].push_back(std::move(shape));
            });
    }
    // The parts of a dimension belong together.
    const ThreadOption merged("DXF_MERGE_BLOCK_GEOMETRIES", "TRUE");
    const Dataset dataset = open_drawing(file, messages);
    OGRLayerH entities = GDALDatasetGetLayerByName(dataset.get(), "entities");
    if (entities == nullptr)
        throw Error(ErrorCode::refused, "the drawing holds no entities", "export it again as ASCII DXF");
    ShapeReader(scan, entities).read(progress, [&](const std::string&, DxfShape&& shape) {
        result.entities.push_back(std::move(shape));
    });
    for (const MessageCollector::Message& message : messages.messages())
        result.messages.push_back(message.text);
    return result;
}

} // namespace prospect::io
