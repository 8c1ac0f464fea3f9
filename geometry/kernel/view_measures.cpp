#include "geometry/kernel/boundary_writer.h"
#include "geometry/kernel/near_ground.h"

#include <algorithm>
#include <numbers>

namespace prospect::kernel {

namespace {

// Sums over the boundary of a view, as seen from the eye.
struct Sums {
    double area = 0;
    Point moment; // area times centroid
    double perimeter = 0;
    double occlusivity = 0;
    // Integrals over direction of l and l^3; that of l^2 is twice the area.
    double first = 0;
    double third = 0;
    double nearest = std::numeric_limits<double>::infinity();
    double farthest = 0;
};

// A boundary point as seen from the eye.
struct Radial {
    Point offset;
    double length = 0;
};

// (s + r) / h without cancellation for s < 0, up to the factor h; s^2 + h^2 = r^2.
double grown_radial(double s, double r, double h) {
    return s >= 0 ? s + r : h * h / (r - s);
}

// A straight edge a -> b at distance h from the eye, s its position along the line from the foot of the
// perpendicular, r the distance of its ends. With phi the direction from the foot, l = h / cos phi and s = h
// tan phi:
//   int l   dphi = h [asinh(s / h)],  asinh(s / h) = ln((s + r) / h)
//   int l^3 dphi = 1/2 (h [s r] + h^3 [asinh(s / h)])
// An edge along a line of sight has h = 0 and takes up no direction.
void add_straight(const Radial& a, const Radial& b, EdgeKind kind, Sums& sums) {
    const Point along = b.offset - a.offset;
    const double edge = std::sqrt(dot(along, along));
    if (edge <= 0) return;
    sums.perimeter += edge;
    if (kind != EdgeKind::solid) sums.occlusivity += edge;
    const double twice_area = cross(a.offset, b.offset);
    sums.area += twice_area / 2;
    sums.moment = sums.moment + (a.offset + b.offset) * (twice_area / 6);
    if (kind == EdgeKind::radial) return;
    const double h = std::abs(twice_area) / edge;
    const double sa = dot(a.offset, along) / edge;
    const double sb = dot(b.offset, along) / edge;
    sums.nearest = std::min(sums.nearest, sa < 0 && sb > 0 ? h : std::min(a.length, b.length));
    if (h <= 1e-12 * std::max(a.length, b.length)) return;
    const double sign = twice_area > 0 ? 1 : -1;
    const double angle_part = std::log(grown_radial(sb, b.length, h) / grown_radial(sa, a.length, h));
    sums.first += sign * h * angle_part;
    sums.third += sign * (h * (sb * b.length - sa * a.length) + h * h * h * angle_part) / 2;
}

// The true arc between two points of the reach circle. int l^k dphi = reach^k angle. The moment of its sector
// is int int l (cos, sin) l dl dphi = reach^3 / 3 [sin, -cos].
void add_arc(Point a, Point b, double angle, double reach, Sums& sums) {
    sums.area += reach * reach * angle / 2;
    sums.moment = sums.moment + Point{b.y - a.y, a.x - b.x} * (reach * reach / 3);
    sums.perimeter += reach * angle;
    sums.occlusivity += reach * angle;
    sums.first += reach * angle;
    sums.third += reach * reach * reach * angle;
}

// The angle of an edge that is a chord of the reach circle, else 0. Its chords are no longer than arc_step; a
// rim of the bounds that cuts off less than that differs from its arc by less than a millimetre.
double chord_angle(const Radial& a, const Radial& b, EdgeKind kind, double reach) {
    constexpr double slack = 1e-7;
    if (kind != EdgeKind::horizon || std::abs(a.length - reach) > slack || std::abs(b.length - reach) > slack)
        return 0;
    const double angle = std::atan2(cross(a.offset, b.offset), dot(a.offset, b.offset));
    return angle <= arc_step(reach) * (1 + slack) ? angle : 0;
}

Radial radial_to(const View& view, std::size_t i) {
    const Point offset = view.boundary[i] - view.eye;
    return {offset, std::sqrt(dot(offset, offset))};
}

void add_edge(const Radial& a, const Radial& b, EdgeKind kind, double reach, Sums& sums) {
    const double angle = reach > 0 ? chord_angle(a, b, kind, reach) : 0;
    if (angle > 0) {
        sums.nearest = std::min(sums.nearest, reach);
        add_arc(a.offset, b.offset, angle, reach, sums);
    } else {
        add_straight(a, b, kind, sums);
    }
}

Sums sum_up(const View& view, double reach) {
    Sums sums;
    const std::size_t n = view.boundary.size();
    Radial a = radial_to(view, 0);
    for (std::size_t i = 0; i < n; ++i) {
        const Radial b = radial_to(view, i + 1 < n ? i + 1 : 0);
        sums.farthest = std::max(sums.farthest, a.length);
        add_edge(a, b, view.edges[i], reach, sums);
        a = b;
    }
    return sums;
}

// The sums of what lies beyond the inner radius: its boundary outside the circle, less the sectors before it.
Sums sum_up_beyond(const std::vector<FarPiece>& pieces, const Sight& sight) {
    Sums sums;
    for (const FarPiece& piece : pieces) {
        for (std::size_t i = 0; i + 1 < piece.points.size(); ++i) {
            const Point a = piece.points[i];
            const Point b = piece.points[i + 1];
            add_edge({a, length(a)}, {b, length(b)}, piece.edges[i], sight.reach_m, sums);
        }
        const double inner = sight.inner_m;
        const Point from = piece.points.front() * (inner / length(piece.points.front()));
        const Point to = piece.points.back() * (inner / length(piece.points.back()));
        sums.area -= inner * inner * piece.angle / 2;
        if (!piece.all_round)
            sums.moment = sums.moment - Point{to.y - from.y, from.x - to.x} * (inner * inner / 3);
        sums.perimeter += inner * piece.angle;
        sums.occlusivity += inner * piece.angle;
    }
    return sums;
}

void add_shape(const Sums& sums, ViewMeasures& measures) {
    if (sums.area <= 0) return;
    measures.area_m2 = sums.area;
    measures.perimeter_m = sums.perimeter;
    measures.occlusivity_m = sums.occlusivity;
    measures.compactness = 4 * std::numbers::pi * sums.area / (sums.perimeter * sums.perimeter);
    const Point centroid = sums.moment * (1 / sums.area);
    measures.drift_m = length(centroid);
    if (measures.drift_m > 1e-9 * sums.farthest) {
        const double azimuth = std::atan2(centroid.x, centroid.y) * 180 / std::numbers::pi;
        measures.drift_azimuth_deg = azimuth < 0 ? azimuth + 360 : azimuth;
    } else {
        measures.drift_m = 0;
    }
}

} // namespace

ViewMeasures measure(const View& view, const Sight& sight) {
    ViewMeasures measures;
    if (view.boundary.empty()) return measures;
    const Sums sums = sum_up(view, sight.reach_m);
    if (sight.inner_m > 0) {
        add_shape(sum_up_beyond(beyond(view, sight.inner_m), sight), measures);
        measures.vertices = static_cast<std::int64_t>(seen_area(view, sight).points.size());
    } else {
        add_shape(sums, measures);
        measures.vertices = static_cast<std::int64_t>(view.boundary.size());
    }
    measures.min_radial_m = view.status == ViewStatus::on_wall ? 0 : sums.nearest;
    measures.max_radial_m = sums.farthest;
    // Central moments from the raw ones, over all directions of the field of view.
    const double directions = std::min(sight.fov_deg, 360.0) * std::numbers::pi / 180;
    const double mean = sums.first / directions;
    const double second = 2 * sums.area / directions;
    const double third = sums.third / directions;
    measures.mean_radial_m = mean;
    measures.variance_m2 = std::max(0.0, second - mean * mean);
    measures.skewness_m3 = third - 3 * mean * second + 2 * mean * mean * mean;
    return measures;
}

} // namespace prospect::kernel
