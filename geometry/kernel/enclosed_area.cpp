#include "geometry/kernel/enclosed_area.h"

#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"
#include "geometry/kernel/plane_areas.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace prospect {

namespace {

using kernel::Millimetres;
using kernel::PlaneArea;
using kernel::WallGraph;

// What rounding to whole millimetres may move a vertex away from its line.
constexpr double rounding_m = 1.5 / tolerance::kernel_units_per_m;
constexpr std::size_t loose_ends_tried = 3;
constexpr std::size_t lines_tried = 2;

Millimetres rounded(Point p) {
    return {std::llround(p.x * tolerance::kernel_units_per_m),
            std::llround(p.y * tolerance::kernel_units_per_m)};
}

Point metres(Millimetres p) {
    return {static_cast<double>(p.x) / tolerance::kernel_units_per_m,
            static_cast<double>(p.y) / tolerance::kernel_units_per_m};
}

WallGraph graph_of(std::span<const Segment> lines) {
    std::vector<kernel::WallSegment> segments;
    segments.reserve(lines.size());
    for (const Segment& line : lines)
        segments.push_back({rounded(line.a), rounded(line.b), 0});
    return kernel::snap_round(std::move(segments));
}

Box box_of(const Segment& segment) {
    Box box;
    box.add(segment.a);
    box.add(segment.b);
    return box;
}

// A ring of the graph as points, and the lines it runs along.
class RingTracer {
public:
    RingTracer(std::span<const Segment> lines, const WallGraph& graph, const Box& around)
        : lines_(lines), graph_(graph) {
        for (std::uint32_t i = 0; i < lines.size(); ++i) {
            if (!box_of(lines[i]).intersects(around)) continue;
            near_.push_back(i);
            for (const Point end : {lines[i].a, lines[i].b})
                originals_.emplace(rounded(end), end);
        }
    }

    std::vector<Point> trace(const std::vector<int>& ring) {
        std::vector<std::vector<std::uint32_t>> along;
        for (std::size_t i = 0; i < ring.size(); ++i)
            along.push_back(lines_along(place(ring[i]), place(ring[(i + 1) % ring.size()])));
        std::vector<Point> points;
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const auto& before = along[(i + ring.size() - 1) % ring.size()];
            used_.insert(used_.end(), along[i].begin(), along[i].end());
            const bool goes_straight_on = std::any_of(before.begin(), before.end(), [&](std::uint32_t line) {
                return std::binary_search(along[i].begin(), along[i].end(), line);
            });
            if (!goes_straight_on) points.push_back(original(ring[i]));
        }
        return points;
    }

    std::vector<std::uint32_t> used() {
        std::sort(used_.begin(), used_.end());
        used_.erase(std::unique(used_.begin(), used_.end()), used_.end());
        return used_;
    }

private:
    Millimetres vertex(int i) const { return graph_.vertices[static_cast<std::size_t>(i)]; }
    Point place(int i) const { return metres(vertex(i)); }
    Point original(int i) const {
        const auto found = originals_.find(vertex(i));
        return found == originals_.end() ? place(i) : found->second;
    }
    // Ascending.
    std::vector<std::uint32_t> lines_along(Point from, Point to) const {
        const Box box = box_of(Segment{from, to}).grown(rounding_m);
        std::vector<std::uint32_t> found;
        for (const std::uint32_t i : near_)
            if (box_of(lines_[i]).intersects(box) && distance(from, lines_[i]) <= rounding_m &&
                distance(to, lines_[i]) <= rounding_m)
                found.push_back(i);
        return found;
    }

    std::span<const Segment> lines_;
    const WallGraph& graph_;
    std::vector<std::uint32_t> near_;
    std::map<Millimetres, Point> originals_;
    std::vector<std::uint32_t> used_;
};

// A vertex of the graph where a single edge ends.
struct LooseEnd {
    int vertex = 0;
    Point at;
};

std::vector<LooseEnd> loose_ends(const WallGraph& graph, const Box& within) {
    std::vector<int> edges(graph.vertices.size(), 0);
    for (const auto& edge : graph.edges)
        for (const int end : {edge.start, edge.end})
            ++edges[static_cast<std::size_t>(end)];
    std::vector<LooseEnd> ends;
    for (std::size_t v = 0; v < edges.size(); ++v)
        if (const Point at = metres(graph.vertices[v]); edges[v] == 1 && within.contains(at))
            ends.push_back({static_cast<int>(v), at});
    return ends;
}

// Keeps the few nearest places.
class Nearest {
public:
    Nearest(Point from, double longest_m, std::size_t count)
        : from_(from), longest_m_(longest_m), count_(count) {}

    void offer(Point p) {
        const double away = distance(from_, p);
        if (away > longest_m_ || away * tolerance::kernel_units_per_m < 0.5) return;
        places_.emplace(away, p);
        if (places_.size() <= count_) return;
        places_.erase(std::prev(places_.end()));
        longest_m_ = std::prev(places_.end())->first;
    }
    void add_to(std::vector<Segment>& pieces) const {
        for (const auto& [away, p] : places_)
            pieces.push_back({from_, p});
    }
    double longest_m() const { return longest_m_; }

private:
    Point from_;
    double longest_m_;
    std::size_t count_;
    std::multimap<double, Point> places_;
};

} // namespace

std::optional<EnclosedArea> enclosed_area(std::span<const Segment> lines, Point p) {
    const WallGraph graph = graph_of(lines);
    const auto face = kernel::face_around(graph, rounded(p));
    if (!face) return std::nullopt;
    Box around;
    for (const int v : face->outer)
        around.add(metres(graph.vertices[static_cast<std::size_t>(v)]));
    RingTracer tracer(lines, graph, around.grown(rounding_m));
    const std::vector<Point> outer = tracer.trace(face->outer);
    if (outer.size() < 3) return std::nullopt;
    std::vector<std::vector<Point>> inner;
    for (const auto& ring : face->inner)
        if (auto points = tracer.trace(ring); points.size() > 2) inner.push_back(std::move(points));
    return EnclosedArea{Geometry::make_polygon(outer, inner), tracer.used()};
}

std::vector<Segment> closing_pieces(std::span<const Segment> lines, const Box& within, double longest_m) {
    const WallGraph graph = graph_of(lines);
    const std::vector<LooseEnd> ends = loose_ends(graph, within);
    std::vector<Segment> edges;
    for (const auto& edge : graph.edges)
        edges.push_back({metres(graph.vertices[static_cast<std::size_t>(edge.start)]),
                         metres(graph.vertices[static_cast<std::size_t>(edge.end)])});
    std::vector<Segment> pieces;
    for (const LooseEnd& end : ends) {
        Nearest other_ends(end.at, longest_m, loose_ends_tried);
        for (const LooseEnd& other : ends)
            if (other.vertex != end.vertex) other_ends.offer(other.at);
        other_ends.add_to(pieces);
        Nearest other_lines(end.at, longest_m, lines_tried);
        for (std::size_t e = 0; e < edges.size(); ++e) {
            if (graph.edges[e].start == end.vertex || graph.edges[e].end == end.vertex) continue;
            if (!box_of(edges[e]).grown(other_lines.longest_m()).contains(end.at)) continue;
            other_lines.offer(nearest_on(edges[e], end.at));
        }
        other_lines.add_to(pieces);
    }
    std::stable_sort(pieces.begin(), pieces.end(), [](const Segment& a, const Segment& b) {
        return distance(a.a, a.b) < distance(b.a, b.b);
    });
    return pieces;
}

} // namespace prospect
