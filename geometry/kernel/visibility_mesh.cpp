#include "geometry/kernel/visibility_mesh.h"

#include "geometry/base/tolerances.h"
#include "geometry/kernel/snap_rounding.h"
#include "geometry/kernel/triangulation.h"

#include <algorithm>
#include <numeric>

namespace prospect::kernel {

namespace {

constexpr double units = tolerance::kernel_units_per_m;

Box extent_of(const Obstacles& obstacles) {
    Box extent;
    const auto add = [&](const std::vector<std::vector<Point>>& chains) {
        for (const std::vector<Point>& chain : chains)
            for (const Point& p : chain) {
                if (!is_finite(p))
                    throw Error(ErrorCode::refused, "a wall has a coordinate that is not a number",
                                "repair or delete the feature it belongs to");
                extent.add(p);
            }
    };
    add(obstacles.rings);
    add(obstacles.lines);
    if (!obstacles.bounds.empty()) extent.add(obstacles.bounds);
    if (extent.empty()) throw Error(ErrorCode::refused, "a scene needs walls or bounds to see anything in");
    const double limit = tolerance::coordinate_limit_m;
    if (!(extent.xmin >= -limit && extent.ymin >= -limit && extent.xmax <= limit && extent.ymax <= limit))
        throw Error(ErrorCode::refused, "the walls lie beyond any place on Earth",
                    "check the coordinate reference system of the plan");
    return extent;
}

class Rounding {
public:
    explicit Rounding(Point origin) : origin_(origin) {}
    Millimetres operator()(Point p) const {
        return {std::llround((p.x - origin_.x) * units), std::llround((p.y - origin_.y) * units)};
    }

private:
    Point origin_;
};

std::vector<WallSegment> wall_segments(const Obstacles& obstacles, const Rounding& round) {
    std::vector<WallSegment> segments;
    for (const std::vector<Point>& ring : obstacles.rings)
        for (std::size_t i = 0; i < ring.size(); ++i)
            segments.push_back({round(ring[i]), round(ring[i + 1 < ring.size() ? i + 1 : 0]), 1});
    for (const std::vector<Point>& line : obstacles.lines)
        for (std::size_t i = 0; i + 1 < line.size(); ++i)
            segments.push_back({round(line[i]), round(line[i + 1]), 0});
    return segments;
}

// The vertices of the walls and, where missing, the corners of the bounds.
std::vector<Millimetres> with_corners(const std::vector<Millimetres>& walls, Millimetres low,
                                      Millimetres high) {
    std::vector<Millimetres> all = walls;
    for (const Millimetres corner : {low, Millimetres{high.x, low.y}, high, Millimetres{low.x, high.y}})
        if (!std::binary_search(walls.begin(), walls.end(), corner)) all.push_back(corner);
    return all;
}

// By how much the winding number left of a -> b exceeds that on the right.
int winding_step(const WallGraph& graph, std::int32_t a, std::int32_t b) {
    const WallGraph::Edge& edge = graph.edges[graph.edge_between(a, b)];
    return a < b ? edge.winding : -edge.winding;
}

// Marks triangles solid by carrying the winding number from the rim of the bounds inwards.
void mark_solid(VisibilityMesh& mesh, const Triangulation& triangulation, const WallGraph& graph) {
    const std::size_t n = mesh.triangles.size();
    std::vector<int> winding(n, 0);
    std::vector<bool> known(n, false);
    std::vector<std::int32_t> open;
    const auto step = [&](std::size_t t, int i) {
        const auto& corners = mesh.triangles[t].corners;
        return triangulation.triangles[t].constrained[at(i)]
                   ? winding_step(graph, corners[at(next_corner(i))],
                                  corners[at(next_corner(next_corner(i)))])
                   : 0;
    };
    for (std::size_t t = 0; t < n && open.empty(); ++t)
        for (int i = 0; i < 3 && open.empty(); ++i)
            if (mesh.triangles[t].neighbours[at(i)] < 0) {
                winding[t] = step(t, i);
                known[t] = true;
                open.push_back(static_cast<std::int32_t>(t));
            }
    while (!open.empty()) {
        const std::size_t t = at(open.back());
        open.pop_back();
        mesh.triangles[t].solid = winding[t] > 0;
        for (int i = 0; i < 3; ++i) {
            const std::int32_t next = mesh.triangles[t].neighbours[at(i)];
            if (next < 0 || known[at(next)]) continue;
            winding[at(next)] = winding[t] - step(t, i);
            known[at(next)] = true;
            open.push_back(next);
        }
    }
}

// Numbers the straight lines that walls form: edges that meet in a vertex and run straight on share a number.
class StraightLines {
public:
    explicit StraightLines(const WallGraph& graph) : graph_(graph), parent_(graph.edges.size()) {
        std::iota(parent_.begin(), parent_.end(), 0);
        std::vector<std::pair<int, int>> ends; // (vertex, edge)
        for (std::size_t e = 0; e < graph.edges.size(); ++e) {
            ends.emplace_back(graph.edges[e].start, static_cast<int>(e));
            ends.emplace_back(graph.edges[e].end, static_cast<int>(e));
        }
        std::sort(ends.begin(), ends.end());
        for (std::size_t i = 0; i < ends.size(); ++i)
            for (std::size_t j = i + 1; j < ends.size() && ends[j].first == ends[i].first; ++j)
                join_if_straight(ends[i].first, ends[i].second, ends[j].second);
    }
    // a, b: the ends of an edge of the graph.
    std::int32_t number(std::int32_t a, std::int32_t b) {
        return root(static_cast<int>(graph_.edge_between(a, b)));
    }

private:
    int root(int e) {
        while (parent_[at(e)] != e)
            e = parent_[at(e)] = parent_[at(parent_[at(e)])];
        return e;
    }
    void join_if_straight(int vertex, int e, int f) {
        const auto other_end = [&](int edge) {
            const WallGraph::Edge& ends = graph_.edges[at(edge)];
            return graph_.vertices[at(ends.start == vertex ? ends.end : ends.start)];
        };
        const Millimetres here = graph_.vertices[at(vertex)];
        const Millimetres a = other_end(e);
        const Millimetres b = other_end(f);
        if (double_area(here, a, b) == 0 && dot_product(here, a, b) < 0) parent_[at(root(e))] = root(f);
    }

    const WallGraph& graph_;
    std::vector<int> parent_;
};

// One number below zero for each side of the bounds, so that it never equals that of a wall.
std::int32_t rim_line(const VisibilityMesh& mesh, Millimetres a, Millimetres b) {
    if (a.x == b.x) return a.x == mesh.low.x ? -2 : -3;
    return a.y == mesh.low.y ? -4 : -5;
}

void link_triangles(VisibilityMesh& mesh, const Triangulation& triangulation, const WallGraph& graph) {
    StraightLines lines(graph);
    const auto position = [&](std::int32_t v) {
        return Point{static_cast<double>(mesh.vertices[at(v)].x),
                     static_cast<double>(mesh.vertices[at(v)].y)};
    };
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        VisibilityMesh::Triangle& triangle = mesh.triangles[t];
        for (int i = 0; i < 3; ++i) {
            const std::int32_t right = triangle.corners[at(next_corner(i))];
            const std::int32_t left = triangle.corners[at(next_corner(next_corner(i)))];
            const std::int32_t beyond = triangle.neighbours[at(i)];
            const bool wall = triangulation.triangles[t].constrained[at(i)];
            if (wall || beyond < 0) {
                triangle.links[at(i)] = ~static_cast<Link>(mesh.borders.size());
                mesh.borders.push_back(
                    {position(right), position(left), right, left,
                     wall ? lines.number(right, left)
                          : rim_line(mesh, mesh.vertices[at(right)], mesh.vertices[at(left)]),
                     wall ? EdgeKind::solid : EdgeKind::horizon});
            } else {
                const auto& there = mesh.triangles[at(beyond)].neighbours;
                const auto entry = std::find(there.begin(), there.end(), static_cast<std::int32_t>(t));
                triangle.links[at(i)] = 3 * beyond + static_cast<Link>(entry - there.begin());
            }
        }
    }
    mesh.doors.resize(3 * mesh.triangles.size());
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t)
        for (int i = 0; i < 3; ++i) {
            const VisibilityMesh::Triangle& triangle = mesh.triangles[t];
            const Point apex = position(triangle.corners[at(i)]);
            const Link right = triangle.links[at(next_corner(i))];
            const Link left = triangle.links[at(next_corner(next_corner(i)))];
            mesh.doors[3 * t + at(i)] = {apex.x, apex.y, triangle.corners[at(i)], {left, right}};
        }
}

// One triangle for each vertex; at the rim the one without a neighbour clockwise of it.
void index_vertices(VisibilityMesh& mesh) {
    mesh.triangle_of_vertex.assign(mesh.vertices.size(), -1);
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t)
        for (int i = 0; i < 3; ++i) {
            const VisibilityMesh::Triangle& triangle = mesh.triangles[t];
            std::int32_t& known = mesh.triangle_of_vertex[at(triangle.corners[at(i)])];
            if (known < 0 || triangle.neighbours[at(next_corner(next_corner(i)))] < 0)
                known = static_cast<std::int32_t>(t);
        }
}

// About one cell for each triangle, its entry found by walking on from the cell before.
void fill_grid(VisibilityMesh& mesh) {
    constexpr double most_cells = 4e6;
    const double width = static_cast<double>(mesh.high.x - mesh.low.x);
    const double height = static_cast<double>(mesh.high.y - mesh.low.y);
    const double wanted = std::min(static_cast<double>(mesh.triangles.size()), most_cells);
    VisibilityMesh::StartGrid grid;
    grid.columns =
        static_cast<std::int32_t>(std::clamp(std::round(std::sqrt(wanted * width / height)), 1.0, wanted));
    grid.rows = static_cast<std::int32_t>(std::clamp(std::round(wanted / grid.columns), 1.0, wanted));
    grid.cells_per_mm_x = grid.columns / width;
    grid.cells_per_mm_y = grid.rows / height;
    grid.triangles.assign(at(grid.columns) * at(grid.rows), 0);
    std::int32_t triangle = 0;
    for (std::int32_t row = 0; row < grid.rows; ++row)
        for (std::int32_t step = 0; step < grid.columns; ++step) {
            const std::int32_t column = row % 2 == 0 ? step : grid.columns - 1 - step;
            const Eye centre = Eye::at(static_cast<double>(mesh.low.x) + (column + 0.5) / grid.cells_per_mm_x,
                                       static_cast<double>(mesh.low.y) + (row + 0.5) / grid.cells_per_mm_y);
            triangle = mesh.walk(triangle, centre);
            grid.triangles[at(row) * at(grid.columns) + at(column)] = triangle;
        }
    mesh.grid = std::move(grid);
}

} // namespace

std::int32_t VisibilityMesh::walk(std::int32_t triangle, const Eye& eye) const {
    // A walk that always tries the edges in the same order may run in circles in a constrained triangulation
    // (Devillers, Pion, Teillaud 2002), one in random order does not. The seed is fixed: the walk is a pure
    // function.
    std::uint32_t random = 12345;
    std::int32_t came_from = -1;
    for (;;) {
        const Triangle& here = triangles[at(triangle)];
        random = random * 1664525U + 1013904223U;
        int edge = static_cast<int>((random >> 16) % 3);
        std::int32_t onward = -1;
        for (int tried = 0; tried < 3 && onward < 0; ++tried, edge = next_corner(edge)) {
            const std::int32_t beyond = here.neighbours[at(edge)];
            if (beyond >= 0 && beyond != came_from &&
                turn(eye, here.corners[at(next_corner(edge))],
                     here.corners[at(next_corner(next_corner(edge)))]) < 0)
                onward = beyond;
        }
        if (onward < 0) return triangle;
        came_from = triangle;
        triangle = onward;
    }
}

std::int32_t VisibilityMesh::locate(const Eye& eye) const {
    const auto cell = [](double offset, double scale, std::int32_t count) {
        return std::clamp(static_cast<std::int32_t>(offset * scale), 0, count - 1);
    };
    const std::int32_t column = cell(eye.x - static_cast<double>(low.x), grid.cells_per_mm_x, grid.columns);
    const std::int32_t row = cell(eye.y - static_cast<double>(low.y), grid.cells_per_mm_y, grid.rows);
    return walk(grid.triangles[at(row) * at(grid.columns) + at(column)], eye);
}

VisibilityMesh build_mesh(const Obstacles& obstacles, const Progress& progress) {
    const Box extent = extent_of(obstacles);
    VisibilityMesh mesh;
    mesh.origin = {std::round(extent.center().x), std::round(extent.center().y)};
    const Rounding round(mesh.origin);
    mesh.low = round({extent.xmin, extent.ymin});
    mesh.high = round({extent.xmax, extent.ymax});
    // Bounds of no width are opened by a millimetre to each side, so that there is a plane to triangulate.
    if (mesh.low.x == mesh.high.x) mesh.low.x -= 1, mesh.high.x += 1;
    if (mesh.low.y == mesh.high.y) mesh.low.y -= 1, mesh.high.y += 1;

    const WallGraph graph =
        snap_round(wall_segments(obstacles, round), progress.part(0, 0.4, "joining walls"));
    mesh.wall_count = graph.edges.size();
    mesh.vertices = with_corners(graph.vertices, mesh.low, mesh.high);
    std::vector<std::pair<int, int>> constraints;
    constraints.reserve(graph.edges.size());
    for (const WallGraph::Edge& edge : graph.edges)
        constraints.emplace_back(edge.start, edge.end);
    const Triangulation triangulation = triangulate(mesh.vertices, constraints);
    progress.report(0.8);

    for (const Triangulation::Triangle& triangle : triangulation.triangles)
        mesh.triangles.push_back({triangle.corners, triangle.neighbours});
    for (const Millimetres& v : mesh.vertices)
        mesh.places.push_back({(mesh.origin.x * units + static_cast<double>(v.x)) / units,
                               (mesh.origin.y * units + static_cast<double>(v.y)) / units});
    mesh.bounds = {(mesh.origin.x * units + static_cast<double>(mesh.low.x)) / units,
                   (mesh.origin.y * units + static_cast<double>(mesh.low.y)) / units,
                   (mesh.origin.x * units + static_cast<double>(mesh.high.x)) / units,
                   (mesh.origin.y * units + static_cast<double>(mesh.high.y)) / units};
    // Two products of differences no larger than the wider side, each with a handful of roundings.
    const double side = static_cast<double>(std::max(mesh.high.x - mesh.low.x, mesh.high.y - mesh.low.y));
    mesh.filter = 1e-14 * side * side;
    link_triangles(mesh, triangulation, graph);
    mark_solid(mesh, triangulation, graph);
    index_vertices(mesh);
    fill_grid(mesh);
    progress.report(1);
    return mesh;
}

} // namespace prospect::kernel
