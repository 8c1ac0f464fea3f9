#include "geometry/io/crs.h"

#include "geometry/base/error.h"
#include "geometry/io/srs.h"

#include <cpl_conv.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

namespace prospect::io {

namespace {

Srs parse(const std::string& text) {
    start_gdal();
    const MessageCollector silent;
    Srs srs(OSRNewSpatialReference(nullptr));
    if (text.empty() || OSRSetFromUserInput(srs.get(), text.c_str()) != OGRERR_NONE)
        throw Error(ErrorCode::usage, "\"" + text + "\" is no coordinate reference system",
                    "name it as EPSG:n, for example EPSG:27700 or EPSG:25832, or say local");
    OSRSetAxisMappingStrategy(srs.get(), OAMS_TRADITIONAL_GIS_ORDER);
    return srs;
}

// Heights are the terrain's business: only the ground system counts.
void drop_vertical(OGRSpatialReferenceH srs) {
    if (OSRIsCompound(srs) != 0) OSRStripVertical(srs);
}

std::string epsg_of(OGRSpatialReferenceH srs) {
    const char* authority = OSRGetAuthorityName(srs, nullptr);
    const char* code = OSRGetAuthorityCode(srs, nullptr);
    if (authority != nullptr && code != nullptr && std::strcmp(authority, "EPSG") == 0)
        return std::string("EPSG:") + code;
    int count = 0;
    int* confidence = nullptr;
    OGRSpatialReferenceH* matches = OSRFindMatches(srs, nullptr, &count, &confidence);
    std::string found;
    // 70: the same in all but its name, as every PROJ text is.
    if (count > 0 && confidence[0] >= 70) {
        authority = OSRGetAuthorityName(matches[0], nullptr);
        code = OSRGetAuthorityCode(matches[0], nullptr);
        if (authority != nullptr && code != nullptr && std::strcmp(authority, "EPSG") == 0)
            found = std::string("EPSG:") + code;
    }
    OSRFreeSRSArray(matches);
    CPLFree(confidence);
    return found;
}

std::string wkt_of(OGRSpatialReferenceH srs) {
    char* text = nullptr;
    const std::array<const char*, 3> options{"FORMAT=WKT2_2019", "MULTILINE=NO", nullptr};
    OSRExportToWktEx(srs, &text, options.data());
    std::string wkt = text != nullptr ? text : "";
    CPLFree(text);
    return wkt;
}

// East and north, in whichever order: some grids count to the south and west.
bool points_east_and_north(OGRSpatialReferenceH srs) {
    OGRAxisOrientation first = OAO_Other;
    OGRAxisOrientation second = OAO_Other;
    OSRGetAxis(srs, "PROJCS", 0, &first);
    OSRGetAxis(srs, "PROJCS", 1, &second);
    return (first == OAO_East && second == OAO_North) || (first == OAO_North && second == OAO_East);
}

// Mercator maps of the world stretch lengths by half and more at the latitude of Europe.
bool is_mercator(OGRSpatialReferenceH srs) {
    const char* projection = OSRGetAttrValue(srs, "PROJECTION", 0);
    return projection != nullptr && std::strncmp(projection, "Mercator", 8) == 0;
}

} // namespace

Srs srs_of(const std::string& text) {
    if (text == "local") return nullptr;
    Srs srs = parse(text);
    drop_vertical(srs.get());
    return srs;
}

CrsInfo describe_srs(OGRSpatialReferenceH given) {
    if (given == nullptr) return {};
    const MessageCollector silent;
    const Srs srs(OSRClone(given));
    drop_vertical(srs.get());
    if (OSRIsLocal(srs.get()) != 0) return {"local", "local metres, no place on Earth", true, false};
    const char* title = OSRGetName(srs.get());
    if (title != nullptr && std::strncmp(title, "Undefined", 9) == 0) return {};
    CrsInfo info;
    info.text = epsg_of(srs.get());
    if (info.text.empty()) info.text = wkt_of(srs.get());
    const char* name = OSRGetName(srs.get());
    info.name = name != nullptr ? name : "";
    info.geographic = OSRIsGeographic(srs.get()) != 0;
    info.projected_metres = OSRIsProjected(srs.get()) != 0 && OSRGetLinearUnits(srs.get(), nullptr) == 1.0 &&
                            !is_mercator(srs.get()) && points_east_and_north(srs.get());
    return info;
}

CrsInfo describe_crs(const std::string& text) {
    if (text == "local") return {"local", "local metres, no place on Earth", true, false};
    const Srs srs = parse(text);
    if (OSRIsLocal(srs.get()) != 0) return {"local", "local metres, no place on Earth", true, false};
    return describe_srs(srs.get());
}

bool same_system(const std::string& one, const std::string& other) {
    if (one == other) return true;
    const Srs a = srs_of(one);
    const Srs b = srs_of(other);
    if (!a || !b) return false;
    const MessageCollector silent;
    return OSRIsSame(a.get(), b.get()) != 0;
}

std::optional<double> accuracy_m(const std::string& from, const std::string& to) {
    if (from == to) return 0.2;
    const Srs source = srs_of(from);
    const Srs target = srs_of(to);
    if (!source || !target) return std::nullopt;
    const MessageCollector silent;
    for (const double metres : {0.2, 1.0, 3.0, 5.0, 10.0}) {
        OGRCoordinateTransformationOptionsH options = OCTNewCoordinateTransformationOptions();
        OCTCoordinateTransformationOptionsSetDesiredAccuracy(options, metres);
        OCTCoordinateTransformationOptionsSetBallparkAllowed(options, FALSE);
        OGRCoordinateTransformationH way =
            OCTNewCoordinateTransformationEx(source.get(), target.get(), options);
        OCTDestroyCoordinateTransformationOptions(options);
        if (way == nullptr) continue;
        OCTDestroyCoordinateTransformation(way);
        return metres;
    }
    return std::nullopt;
}

struct Transformation::Impl {
    struct Destroyer {
        void operator()(void* handle) const {
            OCTDestroyCoordinateTransformation(static_cast<OGRCoordinateTransformationH>(handle));
        }
    };
    std::unique_ptr<std::remove_pointer_t<OGRCoordinateTransformationH>, Destroyer> handle; // null: identity
};

Transformation::Transformation(const std::string& from, const std::string& to)
    : impl_(std::make_unique<Impl>()) {
    if (from == to) return;
    if (from == "local" || to == "local")
        throw Error(
            ErrorCode::refused, "plain local metres cannot be brought together with coordinates on Earth",
            "give --crs the system in which the local file was drawn, or keep it in a site of its own");
    const Srs source = srs_of(from);
    const Srs target = srs_of(to);
    if (OSRIsSame(source.get(), target.get()) != 0) return;
    const MessageCollector messages;
    impl_->handle.reset(OCTNewCoordinateTransformation(source.get(), target.get()));
    if (!impl_->handle)
        throw Error(ErrorCode::refused, "there is no known way from " + from + " to " + to,
                    "convert the file to the site's system first");
}

Transformation::~Transformation() = default;
Transformation::Transformation(Transformation&&) noexcept = default;
Transformation& Transformation::operator=(Transformation&&) noexcept = default;

bool Transformation::identity() const {
    return !impl_->handle;
}

std::size_t Transformation::apply(std::span<Point> points) const {
    if (identity() || points.empty()) return 0;
    const MessageCollector silent;
    std::vector<double> x(points.size());
    std::vector<double> y(points.size());
    std::vector<int> moved(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        x[i] = points[i].x;
        y[i] = points[i].y;
    }
    OCTTransformEx(impl_->handle.get(), static_cast<int>(points.size()), x.data(), y.data(), nullptr,
                   moved.data());
    std::size_t failed = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        points[i] = {x[i], y[i]};
        if (moved[i] != 0 && is_finite(points[i])) continue;
        points[i] = {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
        ++failed;
    }
    return failed;
}

} // namespace prospect::io
