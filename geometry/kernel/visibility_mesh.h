// The triangulated scene in the flat arrays that views are expanded through.
#pragma once

#include "geometry/kernel/exact.h"
#include "geometry/kernel/visibility.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace prospect::kernel {

// Where a step across an edge leads: >= 0 the index of a Door, < 0 the complement of the index of a Border.
using Link = std::int32_t;

// One triangle as entered through one of its edges. All that a step of the expansion reads lies in this one
// record.
struct Door {
    double x = 0; // the apex, opposite the entry; millimetres from the origin
    double y = 0;
    std::int32_t apex = 0;
    // Left: across the edge from the apex to the left end of the entry. Right: from its right end to the
    // apex.
    std::array<Link, 2> links{};
};

// An edge that ends sight, as seen from one of its sides.
struct Border {
    Point right; // millimetres from the origin
    Point left;
    std::int32_t right_vertex = 0;
    std::int32_t left_vertex = 0;
    // The same for borders that lie on one straight line and hang together; unique otherwise.
    std::int32_t line = 0;
    EdgeKind kind = EdgeKind::solid;
};

// Triangle t is entered through its edge i (opposite corner i) by doors[3 t + i].
struct VisibilityMesh {
    struct Triangle {
        std::array<std::int32_t, 3> corners{};    // counter-clockwise
        std::array<std::int32_t, 3> neighbours{}; // -1: outside the bounds
        std::array<Link, 3> links{};              // out of the triangle across edge i
        bool solid = false;
    };
    // Starting triangles for point location: one for each cell of a grid over the bounds.
    struct StartGrid {
        std::int32_t columns = 1;
        std::int32_t rows = 1;
        double cells_per_mm_x = 0;
        double cells_per_mm_y = 0;
        std::vector<std::int32_t> triangles;
    };

    Point origin; // whole metres; millimetre coordinates count from here
    Millimetres low;
    Millimetres high;
    Box bounds; // low and high in metres
    std::vector<Millimetres> vertices;
    std::vector<Point> places; // of the vertices, in metres of the caller
    std::vector<std::int32_t> triangle_of_vertex;
    std::vector<Triangle> triangles;
    std::vector<Door> doors;
    std::vector<Border> borders;
    StartGrid grid;
    std::size_t wall_count = 0;
    // A rounded cross product of two differences larger than this has the right sign.
    double filter = 0;

    // Metres of the caller for a point of the kernel.
    Point place(double x, double y) const { return {origin.x + x / 1000.0, origin.y + y / 1000.0}; }

    bool blocked(std::int32_t triangle, int edge) const;
    bool is_wall(std::int32_t triangle, int edge) const;
    // Calls visit(triangle, corner) for every triangle that has vertex v as that corner, counter-clockwise.
    // At the rim of the bounds the first one is the most clockwise.
    template <class Visit>
    void around(std::int32_t v, Visit visit) const;

    // Exact sign of the turn eye -> a -> b.
    int turn(const Eye& eye, std::int32_t a, std::int32_t b) const {
        const Millimetres& p = vertices[static_cast<std::size_t>(a)];
        const Millimetres& q = vertices[static_cast<std::size_t>(b)];
        const double cross = (static_cast<double>(p.x) - eye.x) * (static_cast<double>(q.y) - eye.y) -
                             (static_cast<double>(p.y) - eye.y) * (static_cast<double>(q.x) - eye.x);
        return cross > filter ? 1 : cross < -filter ? -1 : orientation(eye, p, q);
    }
    // A triangle that holds the eye, its edges included, found by walking from `triangle`.
    std::int32_t walk(std::int32_t triangle, const Eye& eye) const;
    // The same, from the start grid. Expected cost: a few steps from the start grid.
    std::int32_t locate(const Eye& eye) const;
};

// Throws as VisibilityScene's constructor.
VisibilityMesh build_mesh(const Obstacles& obstacles, const Progress& progress);

inline std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}
inline int next_corner(int i) {
    return i == 2 ? 0 : i + 1;
}
inline int corner_of(const VisibilityMesh::Triangle& triangle, std::int32_t v) {
    return triangle.corners[0] == v ? 0 : triangle.corners[1] == v ? 1 : 2;
}

inline bool VisibilityMesh::blocked(std::int32_t triangle, int edge) const {
    return triangles[at(triangle)].links[at(edge)] < 0;
}

inline bool VisibilityMesh::is_wall(std::int32_t triangle, int edge) const {
    const Link link = triangles[at(triangle)].links[at(edge)];
    return link < 0 && borders[at(~link)].kind == EdgeKind::solid;
}

template <class Visit>
void VisibilityMesh::around(std::int32_t v, Visit visit) const {
    const std::int32_t start = triangle_of_vertex[at(v)];
    std::int32_t triangle = start;
    do {
        const Triangle& here = triangles[at(triangle)];
        const int corner = corner_of(here, v);
        visit(triangle, corner);
        triangle = here.neighbours[at(next_corner(corner))];
    } while (triangle >= 0 && triangle != start);
}

} // namespace prospect::kernel
