#include "geometry/raster/registration.h"

#include "geometry/base/error.h"

#include <algorithm>
#include <array>
#include <string>

namespace prospect {

namespace {

constexpr std::array<std::string_view, 2> kind_names{"helmert", "affine"};
// Of the spread of the points: less is no second direction but rounding.
constexpr double flat = 1e-9;

// Sums over the points' offsets from their middles (u, v on the picture, X, Y on the ground).
struct Moments {
    Point picture;
    Point ground;
    double uu = 0, uv = 0, vv = 0;
    double uX = 0, vX = 0, uY = 0, vY = 0;
};

Moments moments_of(std::span<const ControlPoint> points) {
    Moments m;
    const double share = 1.0 / static_cast<double>(points.size());
    for (const ControlPoint& point : points) {
        m.picture = m.picture + point.picture * share;
        m.ground = m.ground + point.ground * share;
    }
    for (const ControlPoint& point : points) {
        const Point p = point.picture - m.picture;
        const Point g = point.ground - m.ground;
        m.uu += p.x * p.x;
        m.uv += p.x * p.y;
        m.vv += p.y * p.y;
        m.uX += p.x * g.x;
        m.vX += p.y * g.x;
        m.uY += p.x * g.y;
        m.vY += p.y * g.y;
    }
    return m;
}

// The map with this linear part that takes the middle to the middle.
Affine about_the_middle(Affine linear, const Moments& m) {
    linear.x0 = linear.y0 = 0;
    return moved(linear, m.ground - linear(m.picture));
}

// [a −b; b a], mirrored [a b; b −a]: the normal equations of each have a diagonal matrix.
Affine similarity(const Moments& m, double mirror) {
    const double spread = m.uu + m.vv;
    const double a = (m.uX + mirror * m.vY) / spread;
    const double b = (m.uY - mirror * m.vX) / spread;
    return about_the_middle({a, -mirror * b, 0, b, mirror * a, 0}, m);
}

Affine affine(const Moments& m) {
    const double d = m.uu * m.vv - m.uv * m.uv;
    return about_the_middle({(m.uX * m.vv - m.vX * m.uv) / d, (m.vX * m.uu - m.uX * m.uv) / d, 0,
                             (m.uY * m.vv - m.vY * m.uv) / d, (m.vY * m.uu - m.uY * m.uv) / d, 0},
                            m);
}

Registration judged(std::span<const ControlPoint> points, TransformKind kind, const Affine& map) {
    Registration found{kind, map};
    double sum = 0;
    for (const ControlPoint& point : points) {
        found.residuals_m.push_back(distance(map(point.picture), point.ground));
        sum += found.residuals_m.back() * found.residuals_m.back();
    }
    found.rms_m = std::sqrt(sum / static_cast<double>(points.size()));
    found.mirrored = map.determinant() < 0;
    return found;
}

void require_spread(const Moments& m, TransformKind kind) {
    const bool one_spot = !(m.uu + m.vv > 0);
    const bool one_line =
        kind == TransformKind::affine && m.uu * m.vv - m.uv * m.uv <= flat * (m.uu + m.vv) * (m.uu + m.vv);
    if (one_spot || one_line)
        throw Error(ErrorCode::refused,
                    one_spot ? "the control points are all on one spot of the picture"
                             : "the control points lie on one line of the picture",
                    one_spot ? "choose points far apart"
                             : "add a point beside the line, or use --transform helmert");
}

} // namespace

std::string_view name_of(TransformKind kind) {
    return kind_names[static_cast<std::size_t>(kind)];
}

std::optional<TransformKind> transform_kind_of(std::string_view name) {
    const auto* found = std::find(kind_names.begin(), kind_names.end(), name);
    if (found == kind_names.end()) return std::nullopt;
    return static_cast<TransformKind>(found - kind_names.begin());
}

std::size_t fewest_points(TransformKind kind) {
    return kind == TransformKind::affine ? 3 : 2;
}

Registration register_points(std::span<const ControlPoint> points, TransformKind kind) {
    if (points.size() < fewest_points(kind))
        throw Error(ErrorCode::refused,
                    std::to_string(points.size()) + " control points are too few: a " +
                        std::string(name_of(kind)) + " transform needs " +
                        std::to_string(fewest_points(kind)),
                    "add points that are known on the picture and on the map");
    const Moments m = moments_of(points);
    require_spread(m, kind);
    Registration best = judged(points, kind, kind == TransformKind::affine ? affine(m) : similarity(m, 1));
    if (kind == TransformKind::helmert && points.size() > 2) {
        Registration mirrored = judged(points, kind, similarity(m, -1));
        if (mirrored.rms_m < best.rms_m / 2) best = std::move(mirrored);
    }
    if (!best.map.usable())
        throw Error(ErrorCode::refused, "the control points give the picture no size",
                    "check that their map coordinates differ");
    return best;
}

} // namespace prospect
