#include "geometry/kernel/eye_place.h"

#include "geometry/base/tolerances.h"

#include <algorithm>
#include <cstdio>

namespace prospect::kernel {

namespace {

constexpr double near_mm = tolerance::on_edge_m * tolerance::kernel_units_per_m;

Point position(const VisibilityMesh& mesh, std::int32_t v) {
    return {static_cast<double>(mesh.vertices[at(v)].x), static_cast<double>(mesh.vertices[at(v)].y)};
}

bool has_open_side(const VisibilityMesh& mesh, std::int32_t triangle, int edge) {
    const std::int32_t beyond = mesh.triangles[at(triangle)].neighbours[at(edge)];
    return !mesh.triangles[at(triangle)].solid || (beyond >= 0 && !mesh.triangles[at(beyond)].solid);
}

// A corner of a wall with some open space around it.
bool is_open_corner(const VisibilityMesh& mesh, std::int32_t v) {
    bool wall = false;
    bool open = false;
    mesh.around(v, [&](std::int32_t triangle, int corner) {
        wall = wall || mesh.is_wall(triangle, next_corner(corner)) ||
               mesh.is_wall(triangle, next_corner(next_corner(corner)));
        open = open || !mesh.triangles[at(triangle)].solid;
    });
    return wall && open;
}

// The nearest corner and the nearest wall within reach of half a millimetre, searched by flooding from the
// triangle of the eye across all edges that near.
class NearWalls {
public:
    NearWalls(const VisibilityMesh& mesh, Point eye, std::int32_t holder) : mesh_(mesh), eye_(eye) {
        seen_.push_back(holder);
        for (std::size_t i = 0; i < seen_.size(); ++i)
            visit(seen_[i]);
    }

    std::int32_t vertex = -1;
    std::int32_t triangle = -1; // with `edge`, the wall
    int edge = 0;

private:
    void visit(std::int32_t t) {
        const VisibilityMesh::Triangle& here = mesh_.triangles[at(t)];
        for (int i = 0; i < 3; ++i) {
            const std::int32_t v = here.corners[at(i)];
            const Point a = position(mesh_, here.corners[at(next_corner(i))]);
            const Point b = position(mesh_, here.corners[at(next_corner(next_corner(i)))]);
            const double to_vertex = distance(eye_, position(mesh_, v));
            if (to_vertex <= near_mm && to_vertex < vertex_distance_ && is_open_corner(mesh_, v)) {
                vertex_distance_ = to_vertex;
                vertex = v;
            }
            const double to_edge = distance(eye_, Segment{a, b});
            if (to_edge > near_mm) continue;
            if (to_edge < edge_distance_ && mesh_.is_wall(t, i) && has_open_side(mesh_, t, i)) {
                edge_distance_ = to_edge;
                triangle = t;
                edge = i;
            }
            const std::int32_t beyond = here.neighbours[at(i)];
            if (beyond >= 0 && std::find(seen_.begin(), seen_.end(), beyond) == seen_.end())
                seen_.push_back(beyond);
        }
    }

    const VisibilityMesh& mesh_;
    Point eye_;
    std::vector<std::int32_t> seen_;
    double vertex_distance_ = std::numeric_limits<double>::infinity();
    double edge_distance_ = std::numeric_limits<double>::infinity();
};

// Whether no edge line of the triangle passes within half a millimetre: then no wall does.
bool clear_of_edges(const VisibilityMesh& mesh, const Eye& eye, std::int32_t triangle) {
    const auto& corners = mesh.triangles[at(triangle)].corners;
    const Point e{eye.x, eye.y};
    const Point a = position(mesh, corners[0]) - e;
    const Point b = position(mesh, corners[1]) - e;
    const Point c = position(mesh, corners[2]) - e;
    constexpr double limit = 1.0001 * near_mm * near_mm;
    const auto clear = [](Point p, Point q) {
        const double twice_area = cross(p, q);
        return twice_area * twice_area > limit * dot(q - p, q - p);
    };
    return clear(a, b) && clear(b, c) && clear(c, a);
}

EyePlace at_vertex(const VisibilityMesh& mesh, std::int32_t v, ViewStatus status) {
    const Point p = position(mesh, v);
    EyePlace place{status, EyePlace::Kind::at_vertex, Eye::at(p.x, p.y), mesh.places[at(v)]};
    place.triangle = mesh.triangle_of_vertex[at(v)];
    place.vertex = v;
    return place;
}

EyePlace on_wall(const VisibilityMesh& mesh, Point eye, std::int32_t triangle, int edge) {
    const auto& corners = mesh.triangles[at(triangle)].corners;
    const std::int32_t start = corners[at(next_corner(edge))];
    const std::int32_t end = corners[at(next_corner(next_corner(edge)))];
    const Point a = position(mesh, start);
    const Point along = position(mesh, end) - a;
    // Nearer to an end than 2^-40 of the wall is that end.
    const double share = std::round(std::ldexp(dot(eye - a, along) / dot(along, along), Eye::share_bits));
    if (share <= 0) return at_vertex(mesh, start, ViewStatus::on_wall);
    if (share >= std::ldexp(1.0, Eye::share_bits)) return at_vertex(mesh, end, ViewStatus::on_wall);
    EyePlace place{ViewStatus::on_wall, EyePlace::Kind::on_edge};
    place.eye =
        Eye::on(mesh.vertices[at(start)], mesh.vertices[at(end)], std::ldexp(share, -Eye::share_bits));
    place.metres = mesh.place(place.eye.x, place.eye.y);
    place.triangle = triangle;
    place.edge = edge;
    return place;
}

Error outside(Point eye) {
    std::array<char, 128> text{};
    std::snprintf(text.data(), text.size(), "the viewpoint %.3f, %.3f lies outside the scene", eye.x, eye.y);
    return {ErrorCode::refused, text.data(), "move it into the plan"};
}

} // namespace

EyePlace place_eye(const VisibilityMesh& mesh, Point metres) {
    constexpr double units = tolerance::kernel_units_per_m;
    const double x = (metres.x - mesh.origin.x) * units;
    const double y = (metres.y - mesh.origin.y) * units;
    const double xmin = static_cast<double>(mesh.low.x);
    const double xmax = static_cast<double>(mesh.high.x);
    const double ymin = static_cast<double>(mesh.low.y);
    const double ymax = static_cast<double>(mesh.high.y);
    // The bounds themselves were rounded by up to half a millimetre.
    if (!(x >= xmin - near_mm && x <= xmax + near_mm && y >= ymin - near_mm && y <= ymax + near_mm))
        throw outside(metres);
    EyePlace place;
    place.eye = Eye::at(std::clamp(x, xmin, xmax), std::clamp(y, ymin, ymax));
    const bool moved_in = x < xmin || x > xmax || y < ymin || y > ymax;
    place.metres = moved_in ? mesh.place(place.eye.x, place.eye.y) : metres;
    place.triangle = mesh.locate(place.eye);
    if (!clear_of_edges(mesh, place.eye, place.triangle)) {
        const Point eye{place.eye.x, place.eye.y};
        const NearWalls walls(mesh, eye, place.triangle);
        if (walls.vertex >= 0) return at_vertex(mesh, walls.vertex, ViewStatus::on_wall);
        if (walls.triangle >= 0) return on_wall(mesh, eye, walls.triangle, walls.edge);
        for (const std::int32_t v : mesh.triangles[at(place.triangle)].corners)
            if (position(mesh, v) == eye && !mesh.triangles[at(place.triangle)].solid)
                return at_vertex(mesh, v, ViewStatus::ok);
    }
    if (mesh.triangles[at(place.triangle)].solid) place.status = ViewStatus::inside_solid;
    return place;
}

} // namespace prospect::kernel
