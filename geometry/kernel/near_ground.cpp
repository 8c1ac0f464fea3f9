#include "geometry/kernel/near_ground.h"

#include "geometry/kernel/boundary_writer.h"
#include "geometry/kernel/view_edges.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace prospect::kernel {

namespace {

// Keeps the circle's points off a wall that touches it, whatever the last bits.
constexpr double touching_share = 1e-9;

double angle_between(Point a, Point b) {
    return std::atan2(cross(a, b), dot(a, b));
}

// Where the segment a -> b lies outside the circle of that radius about the origin, as shares of its length:
// the part before it enters and the part after it leaves. Empty parts have from >= to.
struct Outside {
    double enters = 1; // [0, enters] is outside
    double leaves = 1; // [leaves, 1] is outside
};

Outside outside(Point a, Point b, double radius) {
    const Point along = b - a;
    const double square = dot(along, along);
    if (square <= 0) return dot(a, a) >= radius * radius ? Outside{1, 1} : Outside{0, 1};
    const double half = dot(a, along) / square;
    const double height = cross(a, along);
    // |a + t along| = radius at t = -half -+ root.
    const double inside = radius * radius / square - height * height / (square * square);
    if (inside <= 0) return {1, 1};
    const double root = std::sqrt(inside);
    // It leads away from the circle: only its extension backwards meets it.
    if (root - half <= 0) return {1, 1};
    return {std::clamp(-half - root, 0.0, 1.0), std::clamp(-half + root, 0.0, 1.0)};
}

class Collector {
public:
    explicit Collector(std::vector<FarPiece>& pieces) : pieces_(pieces) {}

    void add(Point a, Point b, EdgeKind kind) {
        if (!open_) {
            pieces_.push_back({{a}, {}, 0, false});
            open_ = true;
        }
        FarPiece& piece = pieces_.back();
        piece.angle += kind == EdgeKind::radial ? 0 : angle_between(a, b);
        piece.points.push_back(b);
        piece.edges.push_back(kind);
    }
    void cut() { open_ = false; }
    bool open() const { return open_; }

private:
    std::vector<FarPiece>& pieces_;
    bool open_ = false;
};

// The last piece goes on in the first.
void join_ends(std::vector<FarPiece>& pieces) {
    if (pieces.size() == 1) {
        pieces.front().all_round = true;
        pieces.front().angle = 2 * std::numbers::pi;
        return;
    }
    FarPiece& last = pieces.back();
    FarPiece& first = pieces.front();
    last.points.insert(last.points.end(), first.points.begin() + 1, first.points.end());
    last.edges.insert(last.edges.end(), first.edges.begin(), first.edges.end());
    last.angle += first.angle;
    first = std::move(last);
    pieces.pop_back();
}

// Points next to the circle, clockwise through `angle` from the direction of `from`, the ends left out. Their
// chords lie less than 1 mm inside the circle: they cannot meet what lies outside.
void add_circle(Point from, double angle, double radius, std::vector<Point>& ring) {
    const int chords = std::max(1, static_cast<int>(std::ceil(angle / arc_step(radius))));
    const double step = angle / chords;
    const double within = radius * (1 - touching_share);
    const double begin = std::atan2(from.y, from.x);
    for (int i = 0; i < chords; ++i) {
        const double direction = begin - step * (i + 0.5);
        ring.push_back({within * std::cos(direction), within * std::sin(direction)});
    }
}

} // namespace

std::vector<FarPiece> beyond(const View& view, double inner_m) {
    std::vector<FarPiece> pieces;
    Collector collector(pieces);
    const std::size_t n = view.boundary.size();
    bool starts_outside = false;
    for (std::size_t i = 0; i < n; ++i) {
        const Point a = view.boundary[i] - view.eye;
        const Point b = view.boundary[(i + 1) % n] - view.eye;
        const Outside part = outside(a, b, inner_m);
        const Point step = b - a;
        if (part.enters > 0) {
            if (i == 0) starts_outside = true;
            collector.add(a, part.enters < 1 ? a + step * part.enters : b, view.edges[i]);
        }
        if (part.enters >= 1) continue;
        collector.cut();
        if (part.leaves < 1) collector.add(a + step * part.leaves, b, view.edges[i]);
    }
    if (starts_outside && collector.open()) join_ends(pieces);
    // A piece without width: the side of a wall just outside the circle.
    std::erase_if(pieces, [](const FarPiece& piece) { return piece.angle <= 0; });
    return pieces;
}

Geometry seen_area(const View& view, const Sight& sight) {
    if (view.boundary.size() < 3) return {};
    if (sight.inner_m <= 0) return Geometry::make_polygon(view.boundary);
    Geometry seen;
    seen.kind = GeometryKind::polygon;
    const auto add_ring = [&](std::vector<Point> ring) {
        for (Point& p : ring)
            p = p + view.eye;
        seen.add_ring(ring);
    };
    for (const FarPiece& piece : beyond(view, sight.inner_m)) {
        std::vector<Point> outer = piece.points;
        if (piece.all_round) {
            outer.pop_back();
            std::vector<Point> hole;
            add_circle({1, 0}, piece.angle, sight.inner_m, hole);
            seen.begin_part();
            add_ring(std::move(outer));
            add_ring(std::move(hole));
            continue;
        }
        add_circle(piece.points.back(), piece.angle, sight.inner_m, outer);
        seen.begin_part();
        add_ring(std::move(outer));
    }
    normalise(seen);
    return seen;
}

bool is_side(const View& view, std::size_t i) {
    const std::size_t next = i + 1 < view.boundary.size() ? i + 1 : 0;
    return view.edges[i] == EdgeKind::radial &&
           (view.boundary[i] == view.eye || view.boundary[next] == view.eye);
}

std::vector<Segment> hidden_edges(const View& view, const Sight& sight) {
    std::vector<Segment> edges;
    const std::size_t n = view.boundary.size();
    for (std::size_t i = 0; i < n; ++i) {
        if (view.edges[i] != EdgeKind::radial || is_side(view, i)) continue;
        const Point a = view.boundary[i] - view.eye;
        const Point b = view.boundary[(i + 1) % n] - view.eye;
        const Outside part = sight.inner_m > 0 ? outside(a, b, sight.inner_m) : Outside{};
        // A line of sight crosses the circle at most once: one of the two parts is there.
        if (part.enters >= 1)
            edges.push_back({view.boundary[i], view.boundary[(i + 1) % n]});
        else if (part.enters > 0)
            edges.push_back({view.boundary[i], view.eye + a + (b - a) * part.enters});
        else if (part.leaves < 1)
            edges.push_back({view.eye + a + (b - a) * part.leaves, view.boundary[(i + 1) % n]});
    }
    return edges;
}

} // namespace prospect::kernel
