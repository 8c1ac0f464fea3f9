#include "geometry/io/shape_fit.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace prospect::io {

namespace {

// A symbol of a lamp or camera is not larger; larger areas are no symbols. Crowns of old trees reach 30 m.
constexpr double largest_symbol_m = 5;
constexpr double largest_crown_m = 40;

bool takes(const RoleInfo& about, GeometryKind kind) {
    return about.kinds.empty() ||
           std::find(about.kinds.begin(), about.kinds.end(), kind) != about.kinds.end();
}

bool closed(const Geometry& lines) {
    for (std::size_t r = 0; r < lines.ring_count(); ++r) {
        const auto line = lines.ring(r);
        if (line.size() < 4 || !(line.front() == line.back())) return false;
    }
    return lines.ring_count() > 0;
}

Geometry area_of(const Geometry& lines) {
    Geometry area{.kind = GeometryKind::polygon};
    for (std::size_t r = 0; r < lines.ring_count(); ++r) {
        area.begin_part();
        area.add_ring(lines.ring(r));
    }
    normalise(area);
    return area;
}

} // namespace

std::optional<FittedShape> fit_shape(Role role, const Geometry& geometry) {
    const RoleInfo& about = info(role);
    if (takes(about, geometry.kind)) return FittedShape{geometry, {}, {}};
    if (geometry.kind == GeometryKind::line && takes(about, GeometryKind::polygon) && closed(geometry))
        return FittedShape{area_of(geometry), "a closed line became an area", {}};
    if (!takes(about, GeometryKind::point)) return std::nullopt;
    if (geometry.kind == GeometryKind::line && role == Role::activity)
        return FittedShape{
            Geometry::make_point(label_point(geometry)), "a line became a point at its middle", {}};
    if (geometry.kind != GeometryKind::polygon) return std::nullopt;
    const Box box = geometry.box();
    const double size = std::max(box.width(), box.height());
    const bool crown = role == Role::tree;
    if (size > (crown ? largest_crown_m : largest_symbol_m)) return std::nullopt;
    FittedShape fitted{
        Geometry::make_point(label_point(geometry)), "an area became a point at its centre", {}};
    if (crown) fitted.crown_m = 2 * std::sqrt(area(geometry) / std::numbers::pi);
    return fitted;
}

} // namespace prospect::io
