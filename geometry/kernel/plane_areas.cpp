#include "geometry/kernel/plane_areas.h"

#include <algorithm>
#include <numeric>

namespace prospect::kernel {

namespace {

// 0 for directions in [0°, 180°), 1 for the rest.
int half_of(Millimetres from, Millimetres to) {
    return to.y > from.y || (to.y == from.y && to.x > from.x) ? 0 : 1;
}

// The edges by the heights they span: a level line meets only those of one band.
class Bands {
public:
    explicit Bands(const WallGraph& graph) {
        if (graph.vertices.empty()) return;
        const auto below = [](Millimetres a, Millimetres b) { return a.y < b.y; };
        const auto [low, high] = std::minmax_element(graph.vertices.begin(), graph.vertices.end(), below);
        from_ = low->y;
        height_ = (high->y - from_) / most + 1;
        bands_.resize(static_cast<std::size_t>((high->y - from_) / height_) + 1);
        for (std::size_t e = 0; e < graph.edges.size(); ++e) {
            const std::size_t a = band(graph.vertices[static_cast<std::size_t>(graph.edges[e].start)].y);
            const std::size_t b = band(graph.vertices[static_cast<std::size_t>(graph.edges[e].end)].y);
            for (std::size_t i = std::min(a, b); i <= std::max(a, b); ++i)
                bands_[i].push_back(e);
        }
    }
    // Of a height that a vertex has.
    const std::vector<std::size_t>& at(std::int64_t y) const { return bands_[band(y)]; }

private:
    static constexpr std::int64_t most = 100;
    std::size_t band(std::int64_t y) const { return static_cast<std::size_t>((y - from_) / height_); }

    std::int64_t from_ = 0;
    std::int64_t height_ = 1;
    std::vector<std::vector<std::size_t>> bands_;
};

// Each edge twice, once in each direction: 2 e runs from start to end, 2 e + 1 back. The face of a half-edge
// lies on its left; a cycle is one boundary of a face.
class HalfEdges {
public:
    explicit HalfEdges(const WallGraph& graph) : graph_(graph) {
        link();
        trace();
    }

    std::size_t size() const { return 2 * graph_.edges.size(); }
    static std::size_t twin(std::size_t h) { return h ^ 1U; }
    int from(std::size_t h) const { return h % 2 == 0 ? edge(h).start : edge(h).end; }
    int cycle(std::size_t h) const { return cycles_[h]; }
    const std::vector<std::vector<std::size_t>>& boundaries() const { return boundaries_; }
    // Winding number on the left of each half-edge, by its cycle.
    std::vector<int> windings() const;

private:
    const WallGraph::Edge& edge(std::size_t h) const { return graph_.edges[h / 2]; }
    Millimetres place(int vertex) const { return graph_.vertices[static_cast<std::size_t>(vertex)]; }
    int rise(std::size_t h) const { return h % 2 == 0 ? edge(h).winding : -edge(h).winding; }
    void link();
    void trace();
    int winding_left_of(Millimetres p, const Bands& bands) const;

    const WallGraph& graph_;
    std::vector<std::size_t> next_;
    std::vector<int> cycles_;
    std::vector<std::vector<std::size_t>> boundaries_;
};

void HalfEdges::link() {
    std::vector<std::vector<std::size_t>> leaving(graph_.vertices.size());
    for (std::size_t h = 0; h < size(); ++h)
        leaving[static_cast<std::size_t>(from(h))].push_back(h);
    next_.resize(size());
    for (auto& around : leaving) {
        std::sort(around.begin(), around.end(), [&](std::size_t a, std::size_t b) {
            const Millimetres center = place(from(a));
            const Millimetres to_a = place(from(twin(a)));
            const Millimetres to_b = place(from(twin(b)));
            const int half_a = half_of(center, to_a);
            const int half_b = half_of(center, to_b);
            return half_a != half_b ? half_a < half_b : orientation(center, to_a, to_b) > 0;
        });
        // Coming in along the twin of one, the face on the left goes on along its clockwise neighbour.
        for (std::size_t i = 0; i < around.size(); ++i)
            next_[twin(around[i])] = around[(i + around.size() - 1) % around.size()];
    }
}

void HalfEdges::trace() {
    cycles_.assign(size(), -1);
    for (std::size_t first = 0; first < size(); ++first) {
        if (cycles_[first] >= 0) continue;
        auto& boundary = boundaries_.emplace_back();
        for (std::size_t h = first; cycles_[h] < 0; h = next_[h]) {
            cycles_[h] = static_cast<int>(boundaries_.size()) - 1;
            boundary.push_back(h);
        }
    }
}

// At a place just left of p and a trifle above: the sum over all edges a ray from the far west crosses.
int HalfEdges::winding_left_of(Millimetres p, const Bands& bands) const {
    int winding = 0;
    for (const std::size_t e : bands.at(p.y)) {
        const WallGraph::Edge& one = graph_.edges[e];
        const Millimetres a = place(one.start);
        const Millimetres b = place(one.end);
        if ((a.y > p.y) == (b.y > p.y)) continue;
        const bool upward = b.y > p.y;
        const int side = upward ? orientation(a, b, p) : orientation(b, a, p);
        if (side < 0) winding += upward ? -one.winding : one.winding;
    }
    return winding;
}

std::vector<int> HalfEdges::windings() const {
    std::vector<int> windings(boundaries_.size(), 0);
    std::vector<bool> known(boundaries_.size(), false);
    const Bands bands(graph_);
    // Vertices are sorted: the first half-edges met of a connected piece leave its leftmost vertex, and the
    // place just left of that lies outside the piece.
    std::vector<std::size_t> order(size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto leaves_earlier = [&](std::size_t a, std::size_t b) { return place(from(a)) < place(from(b)); };
    std::stable_sort(order.begin(), order.end(), leaves_earlier);
    for (const std::size_t seed : order) {
        if (known[static_cast<std::size_t>(cycle(seed))]) continue;
        // Of those that leave the leftmost vertex, all in the right half plane, the one before the gap to
        // the west has the outside on its left: the highest in counter-clockwise order from the south.
        std::size_t outer = seed;
        const auto [first, last] = std::equal_range(order.begin(), order.end(), seed, leaves_earlier);
        for (auto h = first; h != last; ++h)
            if (orientation(place(from(seed)), place(from(twin(outer))), place(from(twin(*h)))) > 0)
                outer = *h;
        std::vector<int> queue{cycle(outer)};
        windings[static_cast<std::size_t>(queue.front())] = winding_left_of(place(from(seed)), bands);
        known[static_cast<std::size_t>(queue.front())] = true;
        while (!queue.empty()) {
            const auto current = static_cast<std::size_t>(queue.back());
            queue.pop_back();
            for (const std::size_t h : boundaries_[current]) {
                const auto beyond = static_cast<std::size_t>(cycle(twin(h)));
                if (known[beyond]) continue;
                known[beyond] = true;
                windings[beyond] = windings[current] - rise(h);
                queue.push_back(static_cast<int>(beyond));
            }
        }
    }
    return windings;
}

// Without the edges that have one face on both sides: dead ends, and bridges between two boundaries.
WallGraph without_bridges(WallGraph graph) {
    for (;;) {
        const HalfEdges half_edges(graph);
        std::vector<WallGraph::Edge> kept;
        for (std::size_t e = 0; e < graph.edges.size(); ++e)
            if (half_edges.cycle(2 * e) != half_edges.cycle(2 * e + 1)) kept.push_back(graph.edges[e]);
        if (kept.size() == graph.edges.size()) return graph;
        graph.edges = std::move(kept);
    }
}

Wide double_area_of(const std::vector<int>& ring, const std::vector<Millimetres>& vertices) {
    const auto at = [&](std::size_t i) { return vertices[static_cast<std::size_t>(ring[i])]; };
    Wide total = 0;
    for (std::size_t i = 1; i + 1 < ring.size(); ++i)
        total += double_area(at(0), at(i), at(i + 1));
    return total;
}

// A boundary that meets itself in a vertex becomes several rings that do not.
std::vector<std::vector<int>> simple_rings(const std::vector<int>& boundary) {
    std::vector<std::vector<int>> rings;
    std::vector<int> open;
    for (const int vertex : boundary) {
        const auto met = std::find(open.begin(), open.end(), vertex);
        if (met != open.end()) {
            if (open.end() - met > 2) rings.emplace_back(met, open.end());
            open.erase(met, open.end());
        }
        open.push_back(vertex);
    }
    if (open.size() > 2) rings.push_back(std::move(open));
    return rings;
}

// The rectangle around a ring: most pairs of rings are told apart by it.
struct Extent {
    std::int64_t xmin, ymin, xmax, ymax;

    Extent(const std::vector<int>& ring, const std::vector<Millimetres>& vertices) {
        const Millimetres first = vertices[static_cast<std::size_t>(ring.front())];
        xmin = xmax = first.x;
        ymin = ymax = first.y;
        for (const int vertex : ring) {
            const Millimetres p = vertices[static_cast<std::size_t>(vertex)];
            xmin = std::min<std::int64_t>(xmin, p.x);
            xmax = std::max<std::int64_t>(xmax, p.x);
            ymin = std::min<std::int64_t>(ymin, p.y);
            ymax = std::max<std::int64_t>(ymax, p.y);
        }
    }
    bool holds(const Extent& other) const {
        return xmin <= other.xmin && other.xmax <= xmax && ymin <= other.ymin && other.ymax <= ymax;
    }
};

bool holds(const std::vector<int>& ring, Millimetres p, const std::vector<Millimetres>& vertices) {
    const auto at = [&](int i) { return vertices[static_cast<std::size_t>(i)]; };
    bool inside = false;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Millimetres a = at(ring[i]);
        const Millimetres b = at(ring[(i + 1) % ring.size()]);
        if ((a.y > p.y) == (b.y > p.y)) continue;
        const bool upward = b.y > p.y;
        if ((upward ? orientation(a, b, p) : orientation(b, a, p)) < 0) inside = !inside;
    }
    return inside;
}

// Whether the ring lies in the area of the other, which it does not cross but may touch.
bool lies_in(const std::vector<int>& ring, const std::vector<int>& other,
             const std::vector<Millimetres>& vertices) {
    for (const int vertex : ring) {
        if (std::find(other.begin(), other.end(), vertex) != other.end()) continue;
        return holds(other, vertices[static_cast<std::size_t>(vertex)], vertices);
    }
    return false;
}

} // namespace

std::vector<PlaneArea> faces_inside(const WallGraph& whole) {
    const WallGraph graph = without_bridges(whole);
    const HalfEdges half_edges(graph);
    const std::vector<int> windings = half_edges.windings();
    std::vector<PlaneArea> areas;
    std::vector<std::vector<int>> holes;
    for (std::size_t c = 0; c < windings.size(); ++c) {
        if (windings[c] <= 0) continue;
        std::vector<int> boundary;
        for (const std::size_t h : half_edges.boundaries()[c])
            boundary.push_back(half_edges.from(h));
        for (auto& ring : simple_rings(boundary)) {
            if (double_area_of(ring, graph.vertices) > 0)
                areas.push_back({std::move(ring), {}});
            else
                holes.push_back(std::move(ring));
        }
    }
    // From the smallest: the first that holds a hole is the one it is in.
    struct Outer {
        PlaneArea* area;
        Extent extent;
        Wide double_area;
    };
    std::vector<Outer> outers;
    for (PlaneArea& one : areas)
        outers.push_back(
            {&one, Extent(one.outer, graph.vertices), double_area_of(one.outer, graph.vertices)});
    std::stable_sort(outers.begin(), outers.end(),
                     [](const Outer& a, const Outer& b) { return a.double_area < b.double_area; });
    for (auto& hole : holes) {
        const Extent extent(hole, graph.vertices);
        const auto in = std::find_if(outers.begin(), outers.end(), [&](const Outer& one) {
            return one.extent.holds(extent) && lies_in(hole, one.area->outer, graph.vertices);
        });
        if (in != outers.end()) in->area->inner.push_back(std::move(hole));
    }
    return areas;
}

std::optional<PlaneArea> face_around(const WallGraph& whole, Millimetres p) {
    const WallGraph graph = without_bridges(whole);
    const HalfEdges half_edges(graph);
    struct Ring {
        std::vector<int> vertices;
        Wide area;
    };
    std::vector<Ring> outer;
    std::vector<Ring> holes;
    for (const auto& half_boundary : half_edges.boundaries()) {
        std::vector<int> boundary;
        for (const std::size_t h : half_boundary)
            boundary.push_back(half_edges.from(h));
        for (auto& ring : simple_rings(boundary)) {
            const Wide area = double_area_of(ring, graph.vertices);
            (area > 0 ? outer : holes).push_back({std::move(ring), area});
        }
    }
    const Ring* found = nullptr;
    for (const Ring& ring : outer)
        if ((!found || ring.area < found->area) && holds(ring.vertices, p, graph.vertices)) found = &ring;
    if (!found) return std::nullopt;
    PlaneArea face{found->vertices, {}};
    for (Ring& hole : holes) {
        if (-hole.area >= found->area || !lies_in(hole.vertices, found->vertices, graph.vertices)) continue;
        const bool deeper = std::any_of(outer.begin(), outer.end(), [&](const Ring& ring) {
            return ring.area < found->area && ring.area > -hole.area &&
                   lies_in(hole.vertices, ring.vertices, graph.vertices);
        });
        if (!deeper) face.inner.push_back(std::move(hole.vertices));
    }
    return face;
}

WallGraph outline_of_inside(const WallGraph& graph) {
    const HalfEdges half_edges(graph);
    const std::vector<int> windings = half_edges.windings();
    WallGraph outline;
    outline.vertices = graph.vertices;
    for (std::size_t e = 0; e < graph.edges.size(); ++e) {
        const bool left = windings[static_cast<std::size_t>(half_edges.cycle(2 * e))] > 0;
        const bool right = windings[static_cast<std::size_t>(half_edges.cycle(2 * e + 1))] > 0;
        if (left == right) continue;
        outline.edges.push_back(graph.edges[e]);
        outline.edges.back().winding = left ? 1 : -1;
    }
    return outline;
}

} // namespace prospect::kernel
