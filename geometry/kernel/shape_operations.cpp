#include "geometry/kernel/shape_operations.h"

#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"
#include "geometry/kernel/plane_areas.h"

#include <algorithm>
#include <map>
#include <set>

namespace prospect {

namespace {

using kernel::Millimetres;
using kernel::WallGraph;
using kernel::WallSegment;

// Edges of areas and cuts on whole millimetres, and the way back to the points they came from.
class OnMillimetres {
public:
    // winding: -1 takes the area away from those added with 1.
    void add_area(Geometry area, int winding = 1) {
        normalise(area);
        add_edges(area, winding);
    }
    // As they run, not turned.
    void add_edges(const Geometry& rings, int winding) {
        for_each_edge(rings, [&](VertexPlace, const Segment& edge) {
            segments_.push_back({rounded(edge.a), rounded(edge.b), winding});
        });
    }
    void add_cut(std::span<const Point> cut) {
        for (std::size_t i = 1; i < cut.size(); ++i)
            segments_.push_back({rounded(cut[i - 1]), rounded(cut[i]), 0});
    }
    WallGraph graph(const Progress& progress = {}) { return kernel::snap_round(segments_, progress); }

    // Where a vertex is: the point it came from, or the crossing it is.
    Point place(int vertex, const WallGraph& graph) const {
        const Millimetres at = graph.vertices[static_cast<std::size_t>(vertex)];
        const auto original = originals_.find(at);
        if (original != originals_.end()) return original->second;
        return {static_cast<double>(at.x) / tolerance::kernel_units_per_m,
                static_cast<double>(at.y) / tolerance::kernel_units_per_m};
    }
    bool is_crossing(int vertex, const WallGraph& graph) const {
        return !originals_.contains(graph.vertices[static_cast<std::size_t>(vertex)]);
    }

private:
    Millimetres rounded(Point p) {
        const Millimetres at{std::llround(p.x * tolerance::kernel_units_per_m),
                             std::llround(p.y * tolerance::kernel_units_per_m)};
        originals_.emplace(at, p);
        return at;
    }

    std::vector<WallSegment> segments_;
    std::map<Millimetres, Point> originals_;
};

// Rings of vertices as points, without the crossings in the middle of a straight edge at which nothing
// branches off any more: there a cut ended.
class Outlines {
public:
    Outlines(const std::vector<kernel::PlaneArea>& areas, const WallGraph& graph, const OnMillimetres& places)
        : graph_(graph), places_(places) {
        for (const kernel::PlaneArea& one : areas) {
            add_neighbours(one.outer);
            for (const auto& ring : one.inner)
                add_neighbours(ring);
        }
    }

    std::vector<Point> points(const std::vector<int>& ring) const {
        std::vector<Point> result;
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const Point here = places_.place(ring[i], graph_);
            const Point next = places_.place(ring[(i + 1) % ring.size()], graph_);
            const Point before = result.empty()
                                     ? places_.place(ring[(i + ring.size() - 1) % ring.size()], graph_)
                                     : result.back();
            const bool branches = neighbours_.at(ring[i]).size() > 2;
            const bool straight = distance(here, Segment{before, next}) < rounding_m;
            if (branches || !straight || !places_.is_crossing(ring[i], graph_)) result.push_back(here);
        }
        return result;
    }

private:
    // Two vertices that were rounded to whole millimetres leave a straight line by no more.
    static constexpr double rounding_m = 1.5 / tolerance::kernel_units_per_m;

    void add_neighbours(const std::vector<int>& ring) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const int next = ring[(i + 1) % ring.size()];
            neighbours_[ring[i]].insert(next);
            neighbours_[next].insert(ring[i]);
        }
    }

    const WallGraph& graph_;
    const OnMillimetres& places_;
    std::map<int, std::set<int>> neighbours_;
};

std::vector<Geometry> areas_of(const WallGraph& graph, const OnMillimetres& places) {
    const std::vector<kernel::PlaneArea> faces = kernel::faces_inside(graph);
    const Outlines outlines(faces, graph, places);
    std::vector<Geometry> areas;
    for (const kernel::PlaneArea& one : faces) {
        std::vector<std::vector<Point>> inner;
        for (const auto& ring : one.inner)
            inner.push_back(outlines.points(ring));
        areas.push_back(Geometry::make_polygon(outlines.points(one.outer), inner));
    }
    std::stable_sort(areas.begin(), areas.end(),
                     [](const Geometry& a, const Geometry& b) { return area(a) > area(b); });
    return areas;
}

// All that a ring runs around, in either direction.
std::vector<Geometry> inside_of_ring(std::span<const Point> ring) {
    const Geometry area = Geometry::make_polygon(ring);
    std::vector<Geometry> pieces;
    for (const int winding : {1, -1}) {
        OnMillimetres places;
        places.add_edges(area, winding);
        for (Geometry& piece : areas_of(kernel::outline_of_inside(places.graph()), places))
            pieces.push_back(std::move(piece));
    }
    return pieces;
}

// The places along a segment where the cut crosses it, ends included only where they are crossed.
std::vector<Point> cut_places(const Segment& segment, std::span<const Point> cut) {
    std::vector<Point> places;
    for (std::size_t i = 1; i < cut.size(); ++i)
        if (const auto p = crossing(segment, {cut[i - 1], cut[i]})) places.push_back(*p);
    std::sort(places.begin(), places.end(),
              [&](Point a, Point b) { return distance(segment.a, a) < distance(segment.a, b); });
    return places;
}

} // namespace

std::vector<Geometry> split_area(const Geometry& area, std::span<const Point> cut) {
    OnMillimetres places;
    places.add_area(area);
    places.add_cut(cut);
    return areas_of(places.graph(), places);
}

Geometry merge_areas(std::span<const Geometry> areas, const Progress& progress) {
    OnMillimetres places;
    for (const Geometry& one : areas)
        places.add_area(one);
    Geometry merged{.kind = GeometryKind::polygon};
    for (const Geometry& piece : areas_of(kernel::outline_of_inside(places.graph(progress)), places)) {
        merged.begin_part();
        for (std::size_t r = 0; r < piece.ring_count(); ++r)
            merged.add_ring(piece.ring(r));
    }
    return merged;
}

std::vector<Geometry> without_areas(const Geometry& area, std::span<const Geometry> taken,
                                    const Progress& progress) {
    OnMillimetres places;
    places.add_area(area);
    places.add_area(merge_areas(taken, progress), -1);
    return areas_of(kernel::outline_of_inside(places.graph(progress)), places);
}

Geometry valid_area(const Geometry& area) {
    std::vector<Geometry> pieces;
    for (std::size_t p = 0; p < area.part_count(); ++p) {
        const auto [first, last] = area.rings_of_part(p);
        std::vector<Geometry> holes;
        for (std::size_t r = first + 1; r < last; ++r)
            for (Geometry& hole : inside_of_ring(area.ring(r)))
                holes.push_back(std::move(hole));
        for (const Geometry& piece : inside_of_ring(area.ring(first)))
            for (Geometry& left : without_areas(piece, holes))
                pieces.push_back(std::move(left));
    }
    return merge_areas(pieces);
}

std::vector<Geometry> split_line(const Geometry& line, std::span<const Point> cut) {
    std::vector<Geometry> pieces;
    for (std::size_t r = 0; r < line.ring_count(); ++r) {
        const auto ring = line.ring(r);
        std::vector<Point> piece;
        const auto close_piece = [&] {
            if (length(Geometry::make_line(piece)) > 0) pieces.push_back(Geometry::make_line(piece));
        };
        const auto add = [&](Point p) {
            if (piece.empty() || piece.back() != p) piece.push_back(p);
        };
        for (std::size_t i = 0; i < ring.size(); ++i) {
            add(ring[i]);
            if (i + 1 == ring.size()) break;
            for (const Point& p : cut_places({ring[i], ring[i + 1]}, cut)) {
                // The ends of the line are no places to cut.
                if (distance(p, ring.front()) < tolerance::on_edge_m ||
                    distance(p, ring.back()) < tolerance::on_edge_m)
                    continue;
                if (distance(p, piece.front()) < tolerance::on_edge_m && piece.size() == 1) continue;
                add(p);
                close_piece();
                piece = {p};
            }
        }
        close_piece();
    }
    return pieces;
}

} // namespace prospect
