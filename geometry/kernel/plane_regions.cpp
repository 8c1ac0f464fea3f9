#include "geometry/kernel/plane_regions.h"

#include "geometry/base/error.h"
#include "geometry/base/tolerances.h"
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
std::size_t at(int index) {
    return static_cast<std::size_t>(index);
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
};

namespace {

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
        const auto [low, high] = std::minmax({root(a), root(b)});
        parent_[high] = low;
    }

private:
    std::vector<std::uint32_t> parent_;
};

} // namespace

// What parts triangles: lines, and spaces too narrow to pass.
class PlaneRegions::Builder {
public:
    Builder(PlaneRegions& made, std::span<const PartingLine> lines, double least_width_m)
        : made_(made), lines_(lines), least_width_m_(least_width_m), mesh_(std::make_unique<Mesh>()) {}

    void build(const Box& whole, const Progress& progress) {
        graph_ = rounded_lines(whole, progress.part(0, 0.5));
        triangulate_all();
        progress.report(0.8);
        for (std::size_t v = 0; v < mesh_->points.size(); ++v)
            places_.push_back(mesh_->place(static_cast<int>(v)));
        mark_solid_ends();
        number_regions();
        find_borders();
        made_.mesh_ = std::move(mesh_);
        progress.report(1);
    }

private:
    WallGraph rounded_lines(const Box& whole, const Progress& progress) {
        mesh_->origin = {std::floor(whole.xmin), std::floor(whole.ymin)};
        mesh_->low = mesh_->rounded({whole.xmin, whole.ymin});
        mesh_->high = mesh_->rounded({whole.xmax, whole.ymax});
        std::vector<WallSegment> segments;
        segments.reserve(lines_.size());
        for (const PartingLine& line : lines_)
            segments.push_back({mesh_->rounded(line.along.a), mesh_->rounded(line.along.b), 0});
        return snap_round_with_sources(segments, progress);
    }

    void triangulate_all() {
        const Millimetres low = mesh_->low;
        const Millimetres high = mesh_->high;
        mesh_->points = graph_.vertices;
        for (const Millimetres corner : {low, Millimetres{high.x, low.y}, high, Millimetres{low.x, high.y}})
            if (!std::binary_search(graph_.vertices.begin(), graph_.vertices.end(), corner))
                mesh_->points.push_back(corner);
        std::vector<std::pair<int, int>> constraints;
        constraints.reserve(graph_.edges.size());
        for (const WallGraph::Edge& edge : graph_.edges)
            constraints.emplace_back(edge.start, edge.end);
        mesh_->triangles = triangulate(mesh_->points, constraints).triangles;
    }

    void mark_solid_ends() {
        solid_end_.assign(places_.size(), false);
        for (std::size_t e = 0; e < graph_.edges.size(); ++e)
            for (const std::uint32_t line : graph_.sources[e])
                if (lines_[line].solid) {
                    solid_end_[at(graph_.edges[e].start)] = true;
                    solid_end_[at(graph_.edges[e].end)] = true;
                }
    }

    // Of the edge opposite a corner, counter-clockwise: the triangle lies left of it.
    std::pair<int, int> ends_of(std::size_t triangle, int i) const {
        const auto& corners = mesh_->triangles[triangle].corners;
        return {corners[at((i + 1) % 3)], corners[at((i + 2) % 3)]};
    }

    bool parts(std::size_t triangle, int i) const {
        if (mesh_->triangles[triangle].constrained[at(i)]) return true;
        const auto [a, b] = ends_of(triangle, i);
        return solid_end_[at(a)] && solid_end_[at(b)] &&
               distance(places_[at(a)], places_[at(b)]) < least_width_m_;
    }

    void number_regions() {
        const std::size_t count = mesh_->triangles.size();
        Joined joined(count);
        for (std::size_t t = 0; t < count; ++t)
            for (int i = 0; i < 3; ++i)
                if (const int next = mesh_->triangles[t].neighbours[at(i)];
                    next > static_cast<int>(t) && !parts(t, i))
                    joined.join(static_cast<std::uint32_t>(t), static_cast<std::uint32_t>(next));
        std::vector<std::uint32_t> number(count);
        std::vector<double> largest;
        mesh_->region_of.resize(count);
        for (std::size_t t = 0; t < count; ++t) {
            const std::uint32_t root = joined.root(static_cast<std::uint32_t>(t));
            if (root == t) {
                number[t] = static_cast<std::uint32_t>(made_.regions_.size());
                made_.regions_.emplace_back();
                largest.push_back(-1);
            }
            const std::uint32_t r = mesh_->region_of[t] = number[root];
            add_triangle(t, made_.regions_[r], largest[r]);
        }
    }

    void add_triangle(std::size_t triangle, Region& region, double& largest_m2) const {
        const auto& corners = mesh_->triangles[triangle].corners;
        const auto& points = mesh_->points;
        const double area_m2 = static_cast<double>(double_area(points[at(corners[0])], points[at(corners[1])],
                                                               points[at(corners[2])])) /
                               (2 * units * units);
        region.area_m2 += area_m2;
        Point sum;
        for (int i = 0; i < 3; ++i) {
            sum = sum + places_[at(corners[at(i)])];
            region.box.add(places_[at(corners[at(i)])]);
            region.at_rim = region.at_rim || mesh_->triangles[triangle].neighbours[at(i)] < 0;
        }
        if (area_m2 <= largest_m2) return;
        largest_m2 = area_m2;
        region.inside = sum * (1.0 / 3);
    }

    void find_borders() {
        for (std::size_t t = 0; t < mesh_->triangles.size(); ++t)
            for (int i = 0; i < 3; ++i) {
                const int next = mesh_->triangles[t].neighbours[at(i)];
                if (next <= static_cast<int>(t) || !parts(t, i)) continue;
                const auto [a, b] = ends_of(t, i);
                made_.borders_.push_back(
                    {mesh_->region_of[t], mesh_->region_of[at(next)], {places_[at(a)], places_[at(b)]}, {}});
                if (mesh_->triangles[t].constrained[at(i)])
                    made_.borders_.back().lines = graph_.sources[graph_.edge_between(a, b)];
            }
        const auto order = [](const Border& border) {
            const auto& [a, b] = border.piece;
            return std::tuple(border.left, border.right, a.x, a.y, b.x, b.y);
        };
        std::sort(made_.borders_.begin(), made_.borders_.end(),
                  [&](const Border& one, const Border& other) { return order(one) < order(other); });
    }

    PlaneRegions& made_;
    std::span<const PartingLine> lines_;
    double least_width_m_;
    std::unique_ptr<Mesh> mesh_;
    WallGraph graph_;
    std::vector<Point> places_;   // of the points
    std::vector<bool> solid_end_; // by point
};

PlaneRegions::PlaneRegions(std::span<const PartingLine> lines, const Box& bounds, double least_width_m,
                           const Progress& progress) {
    Builder(*this, lines, least_width_m).build(whole_of(lines, bounds), progress);
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
