#include "geometry/kernel/plane_regions.h"

#include "geometry/base/error.h"
#include "geometry/base/tolerances.h"
#include "geometry/index/spatial_index.h"
#include "geometry/kernel/snap_rounding.h"
#include "geometry/kernel/triangulation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <tuple>

namespace prospect::kernel {

namespace {

constexpr double units = tolerance::kernel_units_per_m;
// An edge belongs to the lines that both its ends are this near to: snap rounding moves a point by less than
// 0.71 mm.
constexpr double along_m = 0.0012;

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

Box box_of_segment(const Segment& segment) {
    Box box;
    box.add(segment.a);
    box.add(segment.b);
    return box;
}

Box whole_of(std::span<const PartingLine> lines, Box bounds) {
    for (const PartingLine& line : lines) {
        if (!is_finite(line.along.a) || !is_finite(line.along.b))
            throw Error(ErrorCode::refused, "a line has a coordinate that is not a number",
                        "repair or delete the feature it belongs to");
        bounds.add(line.along.a);
        bounds.add(line.along.b);
    }
    if (bounds.empty()) bounds = Box{0, 0, 1, 1};
    const double limit = tolerance::coordinate_limit_m;
    if (!(bounds.xmin >= -limit && bounds.ymin >= -limit && bounds.xmax <= limit && bounds.ymax <= limit))
        throw Error(ErrorCode::refused, "lines lie beyond any place on Earth",
                    "check the coordinate reference system of the plan");
    return bounds.grown(1 / units);
}

} // namespace

struct PlaneRegions::Mesh {
    Point origin;
    Millimetres low;
    Millimetres high;
    std::vector<Millimetres> points;
    std::vector<Triangulation::Triangle> triangles;
    std::vector<std::uint32_t> region_of; // by triangle

    Point place(int vertex) const {
        const Millimetres& p = points[at(vertex)];
        return {origin.x + static_cast<double>(p.x) / units, origin.y + static_cast<double>(p.y) / units};
    }
    Millimetres rounded(Point p) const {
        return {std::llround((p.x - origin.x) * units), std::llround((p.y - origin.y) * units)};
    }
    Millimetres within(Point p) const {
        const Millimetres q = rounded({std::clamp(p.x, origin.x + static_cast<double>(low.x) / units,
                                                  origin.x + static_cast<double>(high.x) / units),
                                       std::clamp(p.y, origin.y + static_cast<double>(low.y) / units,
                                                  origin.y + static_cast<double>(high.y) / units)});
        return {std::clamp(q.x, low.x, high.x), std::clamp(q.y, low.y, high.y)};
    }
    // The edge of the triangle that has q strictly beyond it; -1 when it holds q.
    int leaves_by(std::size_t triangle, Millimetres q, int first) const {
        const auto& corners = triangles[triangle].corners;
        for (int k = 0; k < 3; ++k) {
            const int i = (first + k) % 3;
            if (orientation(points[at(corners[at((i + 1) % 3)])], points[at(corners[at((i + 2) % 3)])], q) <
                0)
                return i;
        }
        return -1;
    }
    double distance_m(int a, int b) const { return distance(place(a), place(b)); }
};

namespace {

using Labels = std::vector<std::vector<std::uint32_t>>;

// By edge of the graph: the lines it is a piece of.
Labels labels_of(std::span<const PartingLine> lines, const WallGraph& graph,
                 const std::vector<Point>& places) {
    std::vector<Box> boxes;
    boxes.reserve(lines.size());
    for (const PartingLine& line : lines)
        boxes.push_back(box_of_segment(line.along).grown(2 * along_m));
    const SpatialIndex index(boxes);
    Labels labels(graph.edges.size());
    for (std::size_t e = 0; e < graph.edges.size(); ++e) {
        const Point a = places[at(graph.edges[e].start)];
        const Point b = places[at(graph.edges[e].end)];
        const Point middle = (a + b) * 0.5;
        for (const std::uint32_t i : index.query({middle.x, middle.y, middle.x, middle.y}))
            if (distance(a, lines[i].along) <= along_m && distance(b, lines[i].along) <= along_m)
                labels[e].push_back(i);
    }
    return labels;
}

// Joins what hangs together; its roots are the least of each.
class Joined {
public:
    explicit Joined(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0U); }
    std::uint32_t root(std::uint32_t i) {
        while (parent_[i] != i)
            i = parent_[i] = parent_[parent_[i]];
        return i;
    }
    void join(std::uint32_t a, std::uint32_t b) {
        const auto [low, high] = std::minmax(root(a), root(b));
        parent_[high] = low;
    }

private:
    std::vector<std::uint32_t> parent_;
};

} // namespace

PlaneRegions::PlaneRegions(std::span<const PartingLine> lines, const Box& bounds, double least_width_m,
                           const Progress& progress) {
    const Box whole = whole_of(lines, bounds);
    auto mesh = std::make_unique<Mesh>();
    mesh->origin = {std::floor(whole.xmin), std::floor(whole.ymin)};
    mesh->low = mesh->rounded({whole.xmin, whole.ymin});
    mesh->high = mesh->rounded({whole.xmax, whole.ymax});
    std::vector<WallSegment> segments;
    segments.reserve(lines.size());
    for (const PartingLine& line : lines)
        segments.push_back({mesh->rounded(line.along.a), mesh->rounded(line.along.b), 0});
    const WallGraph graph = snap_round(std::move(segments), progress.part(0, 0.5));
    mesh->points = graph.vertices;
    for (const Millimetres corner : {mesh->low, Millimetres{mesh->high.x, mesh->low.y}, mesh->high,
                                     Millimetres{mesh->low.x, mesh->high.y}})
        if (!std::binary_search(graph.vertices.begin(), graph.vertices.end(), corner))
            mesh->points.push_back(corner);
    std::vector<std::pair<int, int>> constraints;
    constraints.reserve(graph.edges.size());
    for (const WallGraph::Edge& edge : graph.edges)
        constraints.emplace_back(edge.start, edge.end);
    mesh->triangles = triangulate(mesh->points, constraints).triangles;
    progress.report(0.8);

    std::vector<Point> places(mesh->points.size());
    for (std::size_t v = 0; v < places.size(); ++v)
        places[v] = mesh->place(static_cast<int>(v));
    const Labels labels = labels_of(lines, graph, places);
    std::vector<bool> solid_end(places.size(), false);
    for (std::size_t e = 0; e < graph.edges.size(); ++e)
        for (const std::uint32_t line : labels[e])
            if (lines[line].solid) {
                solid_end[at(graph.edges[e].start)] = true;
                solid_end[at(graph.edges[e].end)] = true;
            }
    const auto ends_of = [&](std::size_t t, int i) {
        const auto& corners = mesh->triangles[t].corners;
        return std::pair(corners[at((i + 1) % 3)], corners[at((i + 2) % 3)]);
    };
    const auto too_narrow = [&](int a, int b) {
        return solid_end[at(a)] && solid_end[at(b)] && distance(places[at(a)], places[at(b)]) < least_width_m;
    };

    const std::size_t count = mesh->triangles.size();
    Joined joined(count);
    for (std::size_t t = 0; t < count; ++t)
        for (int i = 0; i < 3; ++i) {
            const int next = mesh->triangles[t].neighbours[at(i)];
            const auto [a, b] = ends_of(t, i);
            if (next > static_cast<int>(t) && !mesh->triangles[t].constrained[at(i)] && !too_narrow(a, b))
                joined.join(static_cast<std::uint32_t>(t), static_cast<std::uint32_t>(next));
        }
    std::vector<std::uint32_t> number(count);
    std::vector<double> largest;
    mesh->region_of.resize(count);
    for (std::size_t t = 0; t < count; ++t) {
        const std::uint32_t root = joined.root(static_cast<std::uint32_t>(t));
        if (root == t) {
            number[t] = static_cast<std::uint32_t>(regions_.size());
            regions_.emplace_back();
            largest.push_back(-1);
        }
        const std::uint32_t r = mesh->region_of[t] = number[root];
        const auto& corners = mesh->triangles[t].corners;
        const double area_m2 =
            static_cast<double>(double_area(mesh->points[at(corners[0])], mesh->points[at(corners[1])],
                                            mesh->points[at(corners[2])])) /
            (2 * units * units);
        Region& region = regions_[r];
        region.area_m2 += area_m2;
        for (int i = 0; i < 3; ++i) {
            region.box.add(places[at(corners[at(i)])]);
            region.at_rim = region.at_rim || mesh->triangles[t].neighbours[at(i)] < 0;
        }
        if (area_m2 > largest[r]) {
            largest[r] = area_m2;
            region.inside =
                (places[at(corners[0])] + places[at(corners[1])] + places[at(corners[2])]) * (1.0 / 3);
        }
    }

    for (std::size_t t = 0; t < count; ++t)
        for (int i = 0; i < 3; ++i) {
            const int next = mesh->triangles[t].neighbours[at(i)];
            if (next <= static_cast<int>(t)) continue;
            const bool drawn = mesh->triangles[t].constrained[at(i)];
            const auto [a, b] = ends_of(t, i);
            if (!drawn && !too_narrow(a, b)) continue;
            // Counter-clockwise: the triangle lies left of a -> b.
            borders_.push_back({mesh->region_of[t],
                                mesh->region_of[at(next)],
                                {places[at(a)], places[at(b)]},
                                drawn ? labels[graph.edge_between(a, b)] : std::vector<std::uint32_t>{}});
        }
    const auto order = [](const Border& border) {
        return std::tuple(border.left, border.right, border.piece.a.x, border.piece.a.y, border.piece.b.x,
                          border.piece.b.y);
    };
    std::sort(borders_.begin(), borders_.end(),
              [&](const Border& one, const Border& other) { return order(one) < order(other); });
    mesh_ = std::move(mesh);
    progress.report(1);
}

PlaneRegions::~PlaneRegions() = default;
PlaneRegions::PlaneRegions(PlaneRegions&&) noexcept = default;
PlaneRegions& PlaneRegions::operator=(PlaneRegions&&) noexcept = default;

std::uint32_t PlaneRegions::region_at(Point p, std::uint32_t& near) const {
    const Millimetres q = mesh_->within(p);
    std::size_t triangle = near < mesh_->triangles.size() ? near : 0;
    // Turning which edge is looked at first keeps the walk from going round in circles, which it could in a
    // triangulation that is not Delaunay.
    for (std::size_t step = 0; step < 4 * mesh_->triangles.size(); ++step) {
        const int edge = mesh_->leaves_by(triangle, q, static_cast<int>(step % 3));
        if (edge < 0) {
            near = static_cast<std::uint32_t>(triangle);
            return mesh_->region_of[triangle];
        }
        const int next = mesh_->triangles[triangle].neighbours[at(edge)];
        if (next < 0) break;
        triangle = at(next);
    }
    for (triangle = 0; triangle + 1 < mesh_->triangles.size(); ++triangle)
        if (mesh_->leaves_by(triangle, q, 0) < 0) break;
    near = static_cast<std::uint32_t>(triangle);
    return mesh_->region_of[triangle];
}

std::vector<std::array<Point, 3>> PlaneRegions::triangles(const std::vector<bool>& wanted) const {
    std::vector<std::array<Point, 3>> found;
    for (std::size_t t = 0; t < mesh_->triangles.size(); ++t)
        if (wanted[mesh_->region_of[t]]) {
            const auto& corners = mesh_->triangles[t].corners;
            found.push_back({mesh_->place(corners[0]), mesh_->place(corners[1]), mesh_->place(corners[2])});
        }
    return found;
}

} // namespace prospect::kernel
