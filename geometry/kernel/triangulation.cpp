#include "geometry/kernel/triangulation.h"

#include <CGAL/Constrained_Delaunay_triangulation_2.h>
#include <CGAL/Exact_predicates_inexact_constructions_kernel.h>
#include <CGAL/Triangulation_face_base_with_info_2.h>
#include <CGAL/Triangulation_vertex_base_with_info_2.h>

#include <algorithm>
#include <limits>

namespace prospect::kernel {

namespace {

// Constraints that meet only in their ends need no constructed points, so inexact constructions are never
// called.
using Kernel = CGAL::Exact_predicates_inexact_constructions_kernel;
using VertexBase = CGAL::Triangulation_vertex_base_with_info_2<int, Kernel>;
using FaceBase =
    CGAL::Triangulation_face_base_with_info_2<int, Kernel,
                                              CGAL::Constrained_triangulation_face_base_2<Kernel>>;
using Structure = CGAL::Triangulation_data_structure_2<VertexBase, FaceBase>;
using Delaunay =
    CGAL::Constrained_Delaunay_triangulation_2<Kernel, Structure,
                                               CGAL::No_constraint_intersection_requiring_constructions_tag>;

// Distance along a Hilbert curve over 2^16 x 2^16 squares.
std::uint64_t hilbert_key(std::uint32_t x, std::uint32_t y) {
    std::uint64_t key = 0;
    for (std::uint32_t side = 1U << 15; side > 0; side /= 2) {
        const std::uint32_t right = (x & side) > 0 ? 1 : 0;
        const std::uint32_t upper = (y & side) > 0 ? 1 : 0;
        key += std::uint64_t(side) * side * ((3 * right) ^ upper);
        if (upper == 0) {
            if (right == 1) {
                x = ~x;
                y = ~y;
            }
            std::swap(x, y);
        }
    }
    return key;
}

// Faces of the hull in the order of the curve, their info set to their rank.
std::vector<Delaunay::Face_handle> ordered_faces(const Delaunay& delaunay,
                                                 const std::vector<Millimetres>& points) {
    Millimetres low = points.front();
    Millimetres high = points.front();
    for (const Millimetres& p : points) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    const double scale =
        65535.0 / static_cast<double>(std::max({high.x - low.x, high.y - low.y, std::int64_t(1)}));
    std::vector<std::pair<std::uint64_t, Delaunay::Face_handle>> keyed;
    keyed.reserve(delaunay.number_of_faces());
    for (const Delaunay::Face_handle face : delaunay.finite_face_handles()) {
        std::int64_t x = 0;
        std::int64_t y = 0;
        for (int i = 0; i < 3; ++i) {
            const Millimetres& corner = points[static_cast<std::size_t>(face->vertex(i)->info())];
            x += corner.x - low.x;
            y += corner.y - low.y;
        }
        keyed.emplace_back(hilbert_key(static_cast<std::uint32_t>(static_cast<double>(x) / 3 * scale),
                                       static_cast<std::uint32_t>(static_cast<double>(y) / 3 * scale)),
                           face);
    }
    std::stable_sort(keyed.begin(), keyed.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Delaunay::Face_handle> faces;
    faces.reserve(keyed.size());
    for (const auto& [key, face] : keyed) {
        face->info() = static_cast<int>(faces.size());
        faces.push_back(face);
    }
    return faces;
}

} // namespace

Triangulation triangulate(const std::vector<Millimetres>& points,
                          const std::vector<std::pair<int, int>>& constraints) {
    std::vector<std::pair<Kernel::Point_2, int>> input;
    input.reserve(points.size());
    for (std::size_t i = 0; i < points.size(); ++i)
        input.emplace_back(
            Kernel::Point_2(static_cast<double>(points[i].x), static_cast<double>(points[i].y)),
            static_cast<int>(i));
    Delaunay delaunay;
    delaunay.insert(input.begin(), input.end());
    std::vector<Delaunay::Vertex_handle> vertices(points.size());
    for (const Delaunay::Vertex_handle vertex : delaunay.finite_vertex_handles())
        vertices[static_cast<std::size_t>(vertex->info())] = vertex;
    for (const auto& [start, end] : constraints)
        delaunay.insert_constraint(vertices[static_cast<std::size_t>(start)],
                                   vertices[static_cast<std::size_t>(end)]);

    for (const Delaunay::Face_handle face : delaunay.all_face_handles())
        face->info() = -1;
    Triangulation result;
    for (const Delaunay::Face_handle face : ordered_faces(delaunay, points)) {
        Triangulation::Triangle& triangle = result.triangles.emplace_back();
        for (std::size_t i = 0; i < 3; ++i) {
            const int edge = static_cast<int>(i);
            triangle.corners[i] = face->vertex(edge)->info();
            triangle.neighbours[i] = face->neighbor(edge)->info();
            triangle.constrained[i] = face->is_constrained(edge);
        }
    }
    return result;
}

} // namespace prospect::kernel
