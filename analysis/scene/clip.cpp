#include "analysis/scene/clip.h"

#include "geometry/base/tolerances.h"

#include <algorithm>
#include <array>
#include <optional>

namespace prospect::scene {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
// Pieces shorter than the kernel's grid are nothing.
constexpr double least_piece_m = 1 / tolerance::kernel_units_per_m;
// A cut goes this far beyond the barrier's faces, so that rounding leaves no skin.
constexpr double cut_margin_m = 0.01;

// Share of the way from a to b that is nearest to p.
double nearest_share(Point p, Point a, Point b) {
    const Point along = b - a;
    const double squared = dot(along, along);
    return squared > 0 ? std::clamp(dot(p - a, along) / squared, 0.0, 1.0) : 0.0;
}

struct Interval {
    double begin = 0;
    double end = 0;
};

double length_of(std::span<const Point> line) {
    double total = 0;
    for (std::size_t i = 1; i < line.size(); ++i)
        total += distance(line[i - 1], line[i]);
    return total;
}

// Length along the line to the point of it nearest to p; absent when that is too far to be p's host.
std::optional<double> station(std::span<const Point> line, Point p) {
    double best = tolerance::opening_host_m;
    std::optional<double> where;
    double passed = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double share = nearest_share(p, line[i - 1], line[i]);
        const double step = distance(line[i - 1], line[i]);
        const double away = distance(p, line[i - 1] + (line[i] - line[i - 1]) * share);
        if (away < best || (away == best && !where)) {
            best = away;
            where = passed + share * step;
        }
        passed += step;
    }
    return where;
}

// What remains of [0, total] without the cuts.
std::vector<Interval> remaining(std::vector<Interval> cuts, double total) {
    std::sort(cuts.begin(), cuts.end(),
              [](const Interval& a, const Interval& b) { return a.begin < b.begin; });
    std::vector<Interval> kept;
    double from = 0;
    for (const Interval& cut : cuts) {
        if (cut.begin - from >= least_piece_m) kept.push_back({from, cut.begin});
        from = std::max(from, cut.end);
    }
    if (total - from >= least_piece_m) kept.push_back({from, total});
    return kept;
}

std::vector<Point> stretch(std::span<const Point> line, const Interval& piece) {
    std::vector<Point> points;
    double passed = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double step = distance(line[i - 1], line[i]);
        const double begin = std::max(piece.begin - passed, 0.0);
        const double end = std::min(piece.end - passed, step);
        if (step > 0 && begin < end) {
            const Point along = (line[i] - line[i - 1]) * (1 / step);
            if (points.empty()) points.push_back(begin > 0 ? line[i - 1] + along * begin : line[i - 1]);
            points.push_back(end < step ? line[i - 1] + along * end : line[i]);
        }
        passed += step;
    }
    return points;
}

std::vector<Interval> cuts_of(std::span<const Point> line, std::span<const Cut> cuts, double total) {
    std::vector<Interval> intervals;
    const bool closed = line.size() > 2 && line.front() == line.back();
    for (const Cut& cut : cuts) {
        const auto where = station(line, cut.center);
        if (!where) continue;
        const Interval interval{*where - cut.width_m / 2, *where + cut.width_m / 2};
        intervals.push_back(interval);
        if (closed && interval.begin < 0) intervals.push_back({interval.begin + total, total});
        if (closed && interval.end > total) intervals.push_back({0, interval.end - total});
    }
    return intervals;
}

// A stretch of a ring on the kept side: it enters over the line at `from` and leaves at `to`.
struct Chain {
    std::vector<Point> points;
    double from = 0; // place along the line
    double to = 0;
};

// The cutting line: kept are points with side(p) <= 0.
struct Side {
    Point on;
    Point normal;

    double side(Point p) const { return dot(p - on, normal); }
    double place(Point p) const { return cross(normal, p - on); }
    // Where the edge a-b, its ends on different sides, crosses the line.
    Point crossing(Point a, Point b) const {
        const double da = side(a);
        const double db = side(b);
        return a + (b - a) * (da / (da - db));
    }
};

// The ring's stretches on the kept side. It has vertices on both sides.
std::vector<Chain> chains_of(std::span<const Point> ring, const Side& line) {
    const std::size_t n = ring.size();
    const auto kept = [&](std::size_t i) { return line.side(ring[i % n]) <= 0; };
    std::size_t start = 0;
    while (!(!kept(start) && kept(start + 1)))
        ++start;
    std::vector<Chain> chains;
    for (std::size_t k = start; k < start + n; ++k) {
        const Point a = ring[k % n];
        const Point b = ring[(k + 1) % n];
        if (!kept(k) && kept(k + 1)) {
            const Point in = line.crossing(a, b);
            chains.push_back({{in}, line.place(in), 0});
        }
        if (kept(k + 1)) chains.back().points.push_back(b);
        if (kept(k) && !kept(k + 1)) {
            const Point out = line.crossing(a, b);
            chains.back().points.push_back(out);
            chains.back().to = line.place(out);
        }
    }
    return chains;
}

struct Crossing {
    double place = 0;
    std::size_t chain = 0;
    bool enters = false;
};

// Joins the chains along the line into rings: between two neighbouring crossings, counted in pairs, the
// polygon lies. Absent when they do not pair, as with rings that cross.
std::optional<std::vector<std::vector<Point>>> joined_rings(const std::vector<Chain>& chains) {
    std::vector<Crossing> crossings;
    for (std::size_t c = 0; c < chains.size(); ++c) {
        crossings.push_back({chains[c].from, c, true});
        crossings.push_back({chains[c].to, c, false});
    }
    std::stable_sort(crossings.begin(), crossings.end(),
                     [](const Crossing& a, const Crossing& b) { return a.place < b.place; });
    std::vector<std::size_t> next(chains.size());
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
        const Crossing& a = crossings[i];
        const Crossing& b = crossings[i + 1];
        if (a.enters == b.enters) return std::nullopt;
        (a.enters ? next[b.chain] : next[a.chain]) = a.enters ? a.chain : b.chain;
    }
    std::vector<std::vector<Point>> rings;
    std::vector<char> used(chains.size(), 0);
    for (std::size_t first = 0; first < chains.size(); ++first) {
        std::vector<Point> ring;
        for (std::size_t c = first; used[c] == 0; c = next[c]) {
            used[c] = 1;
            ring.insert(ring.end(), chains[c].points.begin(), chains[c].points.end());
        }
        if (ring.size() > 2) rings.push_back(std::move(ring));
    }
    return rings;
}

Geometry polygon_of(std::span<const Point> outer) {
    Geometry part{.kind = GeometryKind::polygon};
    part.begin_part();
    part.add_ring(outer);
    return part;
}

void append(Geometry& to, const Geometry& from) {
    to.kind = GeometryKind::polygon;
    for (std::size_t p = 0; p < from.part_count(); ++p) {
        to.begin_part();
        const auto [begin, end] = from.rings_of_part(p);
        for (std::size_t r = begin; r < end; ++r)
            to.add_ring(from.ring(r));
    }
}

Geometry part_of(const Geometry& geometry, std::size_t part) {
    Geometry alone{.kind = geometry.kind};
    alone.begin_part();
    const auto [begin, end] = geometry.rings_of_part(part);
    for (std::size_t r = begin; r < end; ++r)
        alone.add_ring(geometry.ring(r));
    return alone;
}

// One part of a polygon on the kept side; holes on it go to the new part around them.
Geometry clipped_part(const Geometry& part, const Side& line) {
    std::vector<Chain> chains;
    std::vector<std::span<const Point>> holes;
    bool outer_kept = false;
    for (std::size_t r = 0; r < part.ring_count(); ++r) {
        const auto ring = part.ring(r);
        const auto on_side =
            std::count_if(ring.begin(), ring.end(), [&](Point p) { return line.side(p) <= 0; });
        if (on_side == static_cast<std::ptrdiff_t>(ring.size())) {
            outer_kept |= r == 0;
            if (r > 0) holes.push_back(ring);
        } else if (on_side > 0) {
            const auto found = chains_of(ring, line);
            chains.insert(chains.end(), found.begin(), found.end());
        }
    }
    if (outer_kept && chains.empty()) return part;
    const auto rings = joined_rings(chains);
    if (!rings) return part;
    Geometry clipped{.kind = GeometryKind::polygon};
    for (const auto& ring : *rings) {
        const Geometry outer = polygon_of(ring);
        if (std::abs(signed_area(ring)) < least_piece_m * least_piece_m) continue;
        clipped.begin_part();
        clipped.add_ring(ring);
        for (const auto& hole : holes)
            if (contains(outer, hole[0])) clipped.add_ring(hole);
    }
    normalise(clipped);
    return clipped;
}

struct Edge {
    Point a;
    Point b;
    double away = infinity;
};

template <class Visit>
void for_edges(const Geometry& geometry, Visit&& visit) {
    for (std::size_t r = 0; r < geometry.ring_count(); ++r) {
        const auto ring = geometry.ring(r);
        for (std::size_t i = 1; i < ring.size(); ++i)
            visit(ring[i - 1], ring[i]);
        if (geometry.kind == GeometryKind::polygon && ring.size() > 1) visit(ring.back(), ring.front());
    }
}

Edge nearest_edge(const Geometry& geometry, Point p) {
    Edge nearest;
    for_edges(geometry, [&](Point a, Point b) {
        const double away = distance(p, Segment{a, b});
        if (away < nearest.away && !(a == b)) nearest = {a, b, away};
    });
    return nearest;
}

// The stretch inside the polygon on the line through `on` along `direction` that holds `on` or lies nearest
// to it.
std::optional<Interval> thickness(const Geometry& part, Point on, Point direction) {
    std::vector<double> hits;
    for_edges(part, [&](Point a, Point b) {
        const double ta = cross(direction, a - on);
        const double tb = cross(direction, b - on);
        if ((ta > 0) != (tb > 0)) hits.push_back(dot(direction, a + (b - a) * (ta / (ta - tb)) - on));
    });
    std::sort(hits.begin(), hits.end());
    std::optional<Interval> nearest;
    double best = tolerance::opening_host_m;
    for (std::size_t i = 0; i + 1 < hits.size(); i += 2) {
        const double away = std::max({hits[i], -hits[i + 1], 0.0});
        if (away <= best) {
            best = away;
            nearest = Interval{hits[i], hits[i + 1]};
        }
    }
    return nearest;
}

// How far a cut goes through the part, along `inward` from `on`: the thickness at the middle and both sides.
// A side where the barrier turns and runs on along the cut, more than twice as thick as the thinnest, does
// not count.
std::optional<Interval> depth_of_cut(const Geometry& part, Point on, Point along, Point inward,
                                     double width_m) {
    std::vector<Interval> found;
    for (const double share : {-0.499, -0.25, 0.0, 0.25, 0.499})
        if (const auto through = thickness(part, on + along * (share * width_m), inward))
            found.push_back(*through);
    if (found.empty()) return std::nullopt;
    double thinnest = infinity;
    for (const Interval& through : found)
        thinnest = std::min(thinnest, through.end - through.begin);
    Interval depth{infinity, -infinity};
    for (const Interval& through : found)
        if (through.end - through.begin <= 2 * thinnest) {
            depth.begin = std::min(depth.begin, through.begin);
            depth.end = std::max(depth.end, through.end);
        }
    return Interval{depth.begin - cut_margin_m, depth.end + cut_margin_m};
}

// The rectangle that a cut takes out of a part.
struct Hole {
    Point on;     // of the nearest edge
    Point along;  // that edge
    Point inward; // square to it
    Interval depth;
};

// Absent when the part is not the cut's host.
std::optional<Hole> hole_of(const Geometry& part, const Cut& cut) {
    const Edge edge = nearest_edge(part, cut.center);
    const bool host = edge.away <= tolerance::opening_host_m || contains(part, cut.center);
    const double span = distance(edge.a, edge.b);
    if (!host || !(span > 0)) return std::nullopt;
    const Point along = (edge.b - edge.a) * (1 / span);
    const Point inward{-along.y, along.x}; // rings are normalised: the inside is on the left
    const Point on = edge.a + (edge.b - edge.a) * nearest_share(cut.center, edge.a, edge.b);
    const auto depth = depth_of_cut(part, on, along, inward, cut.width_m);
    if (!depth) return std::nullopt;
    return Hole{on, along, inward, *depth};
}

} // namespace

double edge_distance(const Geometry& geometry, Point p) {
    return nearest_edge(geometry, p).away;
}

Geometry cut_lines(const Geometry& lines, std::span<const Cut> cuts) {
    Geometry kept{.kind = GeometryKind::line};
    for (std::size_t r = 0; r < lines.ring_count(); ++r) {
        const auto line = lines.ring(r);
        const double total = length_of(line);
        const auto intervals = cuts_of(line, cuts, total);
        if (intervals.empty()) {
            kept.begin_part();
            kept.add_ring(line);
            continue;
        }
        for (const Interval& piece : remaining(intervals, total)) {
            kept.begin_part();
            kept.add_ring(stretch(line, piece));
        }
    }
    return kept;
}

std::vector<LinePiece> line_pieces(std::span<const Point> line, std::span<const Cut> cuts) {
    const double total = length_of(line);
    std::vector<std::pair<Interval, std::size_t>> taken;
    for (std::size_t c = 0; c < cuts.size(); ++c)
        for (const Interval& interval : cuts_of(line, cuts.subspan(c, 1), total))
            taken.emplace_back(interval, c);
    std::stable_sort(taken.begin(), taken.end(),
                     [](const auto& a, const auto& b) { return a.first.begin < b.first.begin; });
    std::vector<LinePiece> pieces;
    const auto add = [&](double begin, double end, std::optional<std::size_t> cut) {
        if (end - begin >= least_piece_m) pieces.push_back({stretch(line, {begin, end}), cut});
    };
    double from = 0;
    for (const auto& [interval, cut] : taken) {
        // What would be too short for a piece of its own goes to the cut: no leak between the two.
        const double begin = interval.begin - from >= least_piece_m ? interval.begin : from;
        const double end = total - interval.end >= least_piece_m ? interval.end : total;
        add(from, begin, std::nullopt);
        if (end > begin) add(begin, end, cut);
        from = std::max(from, end);
    }
    add(from, total, std::nullopt);
    return pieces;
}

std::vector<Segment> leaves_in(const Geometry& polygon, const Cut& cut) {
    std::vector<Segment> leaves;
    for (std::size_t p = 0; p < polygon.part_count(); ++p) {
        const auto hole = hole_of(part_of(polygon, p), cut);
        if (!hole) continue;
        const Point middle = hole->on + hole->inward * ((hole->depth.begin + hole->depth.end) / 2);
        const Point half = hole->along * (cut.width_m / 2 + cut_margin_m);
        leaves.push_back({middle - half, middle + half});
    }
    return leaves;
}

Geometry half_plane(const Geometry& polygon, Point on, Point normal) {
    Geometry clipped{.kind = GeometryKind::polygon};
    for (std::size_t p = 0; p < polygon.part_count(); ++p)
        append(clipped, clipped_part(part_of(polygon, p), {on, normal}));
    return clipped;
}

Geometry cut_polygon(const Geometry& polygon, const Cut& cut) {
    Geometry kept{.kind = GeometryKind::polygon};
    for (std::size_t p = 0; p < polygon.part_count(); ++p) {
        const Geometry part = part_of(polygon, p);
        const auto hole = hole_of(part, cut);
        if (!hole) {
            append(kept, part);
            continue;
        }
        const Point left = hole->on - hole->along * (cut.width_m / 2);
        const Point right = hole->on + hole->along * (cut.width_m / 2);
        const Point against = hole->along * -1;
        append(kept, half_plane(part, left, hole->along));
        append(kept, half_plane(part, right, against));
        const Geometry strip = half_plane(half_plane(part, left, against), right, hole->along);
        append(kept, half_plane(strip, hole->on + hole->inward * hole->depth.begin, hole->inward));
        append(kept, half_plane(strip, hole->on + hole->inward * hole->depth.end, hole->inward * -1));
    }
    return kept;
}

} // namespace prospect::scene
