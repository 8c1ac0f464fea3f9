#include "geometry/io/ogr_geometry.h"

#include "geometry/base/tolerances.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace prospect::io {

namespace {

int dimension_of(OGRGeometryH shape) {
    if (OGR_GT_IsSubClassOf(wkbFlatten(OGR_G_GetGeometryType(shape)), wkbGeometryCollection) == 0)
        return OGR_G_GetDimension(shape);
    int highest = -1;
    for (int i = 0; i < OGR_G_GetGeometryCount(shape); ++i)
        if (OGRGeometryH part = OGR_G_GetGeometryRef(shape, i); OGR_G_IsEmpty(part) == 0)
            highest = std::max(highest, dimension_of(part));
    return highest;
}

// Points, lines and polygons of `dimension` within a shape, appended to `geometry`.
class Collector {
public:
    explicit Collector(int dimension) : dimension_(dimension) {
        constexpr std::array kinds{GeometryKind::point, GeometryKind::line, GeometryKind::polygon};
        geometry_.kind = kinds.at(static_cast<std::size_t>(dimension));
    }

    void add(OGRGeometryH shape) {
        const OGRwkbGeometryType type = wkbFlatten(OGR_G_GetGeometryType(shape));
        if (OGR_G_IsEmpty(shape) != 0) return;
        if (type == wkbPoint || type == wkbLineString)
            add_single(shape, type == wkbPoint ? 0 : 1);
        else if (type == wkbPolygon || type == wkbTriangle)
            add_polygon(shape);
        else
            for (int i = 0; i < OGR_G_GetGeometryCount(shape); ++i)
                add(OGR_G_GetGeometryRef(shape, i));
    }

    bool left_some_out() const { return left_out_; }
    Geometry take() {
        if (!has_z_) geometry_.z.clear();
        if (geometry_.empty()) geometry_.kind = GeometryKind::none;
        return std::move(geometry_);
    }

private:
    void add_single(OGRGeometryH shape, int dimension) {
        if (dimension != dimension_) {
            left_out_ = true;
            return;
        }
        geometry_.begin_part();
        add_points(shape);
    }

    void add_polygon(OGRGeometryH shape) {
        if (dimension_ != 2) {
            left_out_ = true;
            return;
        }
        geometry_.begin_part();
        for (int i = 0; i < OGR_G_GetGeometryCount(shape); ++i)
            add_points(OGR_G_GetGeometryRef(shape, i));
    }

    void add_points(OGRGeometryH ring) {
        const int count = OGR_G_GetPointCount(ring);
        const std::size_t first = geometry_.points.size();
        geometry_.ring_starts.push_back(static_cast<std::uint32_t>(first));
        geometry_.points.resize(first + static_cast<std::size_t>(count));
        geometry_.z.resize(geometry_.points.size(), 0);
        if (count == 0) return;
        OGR_G_GetPoints(ring, &geometry_.points[first].x, sizeof(Point), &geometry_.points[first].y,
                        sizeof(Point), &geometry_.z[first], sizeof(double));
        has_z_ = has_z_ || OGR_G_Is3D(ring) != 0;
    }

    int dimension_;
    bool left_out_ = false;
    bool has_z_ = false;
    Geometry geometry_;
};

// First usable point, for the report; every point must be checked before GEOS sees the shape.
struct PointCheck {
    bool sound = true;
    std::optional<Point> place;
};

void check_points(OGRGeometryH shape, PointCheck& check) {
    for (int i = 0; i < OGR_G_GetGeometryCount(shape); ++i)
        check_points(OGR_G_GetGeometryRef(shape, i), check);
    for (int i = 0; i < OGR_G_GetPointCount(shape); ++i) {
        const Point p{OGR_G_GetX(shape, i), OGR_G_GetY(shape, i)};
        constexpr double limit = tolerance::coordinate_limit_m;
        if (!is_finite(p) || std::abs(p.x) > limit || std::abs(p.y) > limit)
            check.sound = false;
        else if (!check.place)
            check.place = p;
    }
}

// "Self-intersection[4.5 7.25]" or "Self-intersection at or near point 4.5 7.25" as GEOS says it.
std::string split_fault(const std::string& text, Point& place) {
    std::string fault = "invalid ring";
    const std::size_t at = text.find(" at or near point ");
    const std::size_t bracket = text.find('[');
    const std::size_t numbers = at != std::string::npos        ? at + 18
                                : bracket != std::string::npos ? bracket + 1
                                                               : 0;
    if (numbers != 0) {
        fault = text.substr(0, std::min(at, bracket));
        const char* const end = text.data() + text.size();
        const auto x = std::from_chars(text.data() + numbers, end, place.x);
        if (x.ptr != end) std::from_chars(x.ptr + 1, end, place.y);
    } else if (!text.empty()) {
        fault = text;
    }
    return fault;
}

// Mends a polygon whose rings cross themselves or each other; null when it is sound.
OgrGeometry mended(OGRGeometryH shape, ReadShape& result) {
    std::string fault;
    {
        MessageCollector messages;
        if (OGR_G_IsValid(shape) != 0) return nullptr;
        fault = messages.messages().empty() ? "" : messages.messages().front().text;
    }
    const MessageCollector silent;
    OgrGeometry valid(OGR_G_MakeValid(shape));
    if (valid)
        result.repaired = split_fault(fault, result.place);
    else
        result.skipped = "its outline cannot be mended";
    return valid;
}

void drop_pointless_lines(ReadShape& result) {
    const Geometry& read = result.geometry;
    Geometry kept{.kind = GeometryKind::line};
    for (std::size_t p = 0; p < read.part_count(); ++p) {
        const auto ring = read.ring(p);
        if (ring.size() < 2) continue;
        kept.begin_part();
        kept.add_ring(ring);
        if (!read.z.empty())
            kept.z.insert(kept.z.end(), read.z.begin() + read.ring_starts[p],
                          read.z.begin() + read.ring_starts[p] + static_cast<std::ptrdiff_t>(ring.size()));
    }
    if (kept.empty()) result.skipped = "it is a line without length";
    result.geometry = std::move(kept);
}

} // namespace

ReadShape read_shape(OGRGeometryH shape) {
    ReadShape result;
    if (shape == nullptr || OGR_G_IsEmpty(shape) != 0) {
        result.skipped = "it has no shape";
        return result;
    }
    OgrGeometry straight;
    if (OGR_G_HasCurveGeometry(shape, TRUE) != 0) {
        straight.reset(OGR_G_GetLinearGeometry(shape, 0, nullptr));
        shape = straight ? straight.get() : shape;
    }
    PointCheck check;
    check_points(shape, check);
    result.place = check.place.value_or(Point{});
    if (!check.sound) {
        result.skipped = "its coordinates are no place on Earth (not a number, or far too large)";
        return result;
    }
    OgrGeometry valid;
    if (dimension_of(shape) == 2) {
        valid = mended(shape, result);
        if (!result.skipped.empty()) return result;
        shape = valid ? valid.get() : shape;
    }
    const int dimension = dimension_of(shape);
    if (dimension < 0 || dimension > 2) {
        result.skipped =
            dimension < 0 ? "nothing of its outline is left after mending" : "solids are not read";
        return result;
    }
    Collector collector(dimension);
    collector.add(shape);
    if (collector.left_some_out() && result.repaired.empty())
        result.reduced = dimension == 2 ? "points and lines of a mixed shape" : "points of a mixed shape";
    result.geometry = collector.take();
    normalise(result.geometry);
    if (result.geometry.kind == GeometryKind::line)
        drop_pointless_lines(result);
    else if (result.geometry.empty())
        result.skipped = "it has no shape";
    return result;
}

Geometry geometry_from_ogr(OGRGeometryH shape) {
    if (shape == nullptr || OGR_G_IsEmpty(shape) != 0) return {};
    const int dimension = dimension_of(shape);
    if (dimension < 0 || dimension > 2) return {};
    Collector collector(dimension);
    collector.add(shape);
    Geometry geometry = collector.take();
    normalise(geometry);
    return geometry;
}

namespace {

void set_points(OGRGeometryH line, const Geometry& geometry, std::size_t ring, Point offset) {
    const auto points = geometry.ring(ring);
    const bool with_z = geometry.z.size() == geometry.points.size();
    const std::size_t first = geometry.ring_starts[ring];
    const bool close = geometry.kind == GeometryKind::polygon;
    const std::size_t count = points.size() + (close && !points.empty() ? 1 : 0);
    if (geometry.kind != GeometryKind::point) OGR_G_SetPointCount(line, static_cast<int>(count));
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t k = i % points.size();
        const Point p = points[k] + offset;
        if (with_z)
            OGR_G_SetPoint(line, static_cast<int>(i), p.x, p.y, geometry.z[first + k]);
        else
            OGR_G_SetPoint_2D(line, static_cast<int>(i), p.x, p.y);
    }
}

OGRGeometryH part_of(const Geometry& geometry, std::size_t part, Point offset) {
    const auto [begin, end] = geometry.rings_of_part(part);
    if (geometry.kind != GeometryKind::polygon) {
        OGRGeometryH single =
            OGR_G_CreateGeometry(geometry.kind == GeometryKind::point ? wkbPoint : wkbLineString);
        set_points(single, geometry, begin, offset);
        return single;
    }
    OGRGeometryH polygon = OGR_G_CreateGeometry(wkbPolygon);
    for (std::size_t r = begin; r < end; ++r) {
        OGRGeometryH ring = OGR_G_CreateGeometry(wkbLinearRing);
        set_points(ring, geometry, r, offset);
        OGR_G_AddGeometryDirectly(polygon, ring);
    }
    return polygon;
}

} // namespace

OgrGeometry ogr_from_geometry(const Geometry& geometry, Point offset, OgrForm form) {
    if (geometry.empty() || geometry.kind == GeometryKind::none) return nullptr;
    if (geometry.part_count() == 1 && form == OgrForm::as_is)
        return OgrGeometry(part_of(geometry, 0, offset));
    const OGRwkbGeometryType type = geometry.kind == GeometryKind::point  ? wkbMultiPoint
                                    : geometry.kind == GeometryKind::line ? wkbMultiLineString
                                                                          : wkbMultiPolygon;
    OgrGeometry multi(OGR_G_CreateGeometry(type));
    for (std::size_t p = 0; p < geometry.part_count(); ++p)
        OGR_G_AddGeometryDirectly(multi.get(), part_of(geometry, p, offset));
    return multi;
}

Geometry clipped_to(const Geometry& geometry, const Box& box) {
    const Box own = geometry.box();
    if (own.empty() || !box.intersects(own)) return {};
    if (box.contains({own.xmin, own.ymin}) && box.contains({own.xmax, own.ymax})) return geometry;
    const std::array corners{Point{box.xmin, box.ymin}, Point{box.xmax, box.ymin}, Point{box.xmax, box.ymax},
                             Point{box.xmin, box.ymax}};
    const MessageCollector silent;
    const OgrGeometry window = ogr_from_geometry(Geometry::make_polygon(corners));
    const OgrGeometry shape = ogr_from_geometry(geometry);
    const OgrGeometry inside(OGR_G_Intersection(shape.get(), window.get()));
    Geometry result = geometry_from_ogr(inside.get());
    return result.kind == geometry.kind ? result : Geometry{};
}

} // namespace prospect::io
