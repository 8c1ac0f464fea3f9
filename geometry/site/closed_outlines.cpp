#include "geometry/site/closed_outlines.h"

#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace prospect {

namespace {

constexpr double smallest_area_m2 = 1;
constexpr std::size_t most_corners_tested = 4000;

// A line of a feature, used once.
struct Piece {
    std::span<const Point> points;
    const FeaturePtr* feature = nullptr;
    bool used = false;
};

// Finds the pieces that end near a place.
class Ends {
public:
    explicit Ends(std::vector<Piece>& pieces) : pieces_(pieces) {
        for (std::size_t i = 0; i < pieces.size(); ++i)
            for (const Point end : {pieces[i].points.front(), pieces[i].points.back()})
                cells_[cell_of(end)].push_back(i);
    }

    Piece* unused_at(Point p) const {
        const auto [x, y] = cell_of(p);
        for (std::int64_t dx = -1; dx <= 1; ++dx)
            for (std::int64_t dy = -1; dy <= 1; ++dy) {
                const auto found = cells_.find({x + dx, y + dy});
                if (found == cells_.end()) continue;
                for (const std::size_t i : found->second) {
                    Piece& piece = pieces_[i];
                    if (!piece.used && (distance(piece.points.front(), p) <= tolerance::close_ring_m ||
                                        distance(piece.points.back(), p) <= tolerance::close_ring_m))
                        return &piece;
                }
            }
        return nullptr;
    }

private:
    using Cell = std::pair<std::int64_t, std::int64_t>;
    static Cell cell_of(Point p) {
        return {static_cast<std::int64_t>(std::floor(p.x / tolerance::close_ring_m)),
                static_cast<std::int64_t>(std::floor(p.y / tolerance::close_ring_m))};
    }

    std::vector<Piece>& pieces_;
    std::map<Cell, std::vector<std::size_t>> cells_;
};

struct Chain {
    std::vector<Point> points;
    std::vector<FeaturePtr> lines;

    bool closed() const {
        return points.size() > 3 && distance(points.front(), points.back()) <= tolerance::close_ring_m;
    }
    void append(const Piece& piece) {
        std::vector<Point> more(piece.points.begin(), piece.points.end());
        if (!points.empty() && distance(points.back(), more.back()) < distance(points.back(), more.front()))
            std::reverse(more.begin(), more.end());
        points.insert(points.end(), more.begin() + (points.empty() ? 0 : 1), more.end());
        if (lines.empty() || lines.back() != *piece.feature) lines.push_back(*piece.feature);
    }
};

Chain chain_from(Piece& first, const Ends& ends) {
    Chain chain;
    first.used = true;
    chain.append(first);
    for (int direction = 0; direction < 2 && !chain.closed(); ++direction) {
        while (!chain.closed()) {
            Piece* next = ends.unused_at(chain.points.back());
            if (!next) break;
            next->used = true;
            chain.append(*next);
        }
        std::reverse(chain.points.begin(), chain.points.end());
    }
    return chain;
}

void add_if_closed(std::vector<ClosedOutline>& outlines, Chain chain) {
    const Segment between{chain.points.back(), chain.points.front()};
    const double open_m = length(between.b - between.a);
    ClosedOutline outline;
    if (open_m > tolerance::close_ring_m) {
        const double whole_m = length(Geometry::make_line(chain.points));
        if (open_m > std::min(widest_outline_gap_m, whole_m / 4)) return;
        outline.gap = between;
    } else {
        chain.points.pop_back();
    }
    if (chain.points.size() < 3) return;
    if (chain.points.size() <= most_corners_tested && crosses_itself(chain.points)) return;
    outline.area = Geometry::make_polygon(chain.points);
    normalise(outline.area);
    outline.lines = std::move(chain.lines);
    outlines.push_back(std::move(outline));
}

void add_areas(std::vector<ClosedOutline>& outlines, const FeaturePtr& feature) {
    const Geometry& shape = feature->geometry;
    for (std::size_t p = 0; p < shape.part_count(); ++p) {
        const auto [first, last] = shape.rings_of_part(p);
        ClosedOutline outline{.area = {.kind = GeometryKind::polygon}, .lines = {feature}, .gap = {}};
        outline.area.begin_part();
        for (std::size_t r = first; r < last; ++r)
            outline.area.add_ring(shape.ring(r));
        outlines.push_back(std::move(outline));
    }
}

} // namespace

std::vector<ClosedOutline> closed_outlines(std::span<const FeaturePtr> features) {
    std::vector<ClosedOutline> outlines;
    std::vector<Piece> pieces;
    for (const FeaturePtr& feature : features) {
        if (feature->geometry.kind == GeometryKind::polygon) add_areas(outlines, feature);
        if (feature->geometry.kind != GeometryKind::line) continue;
        for (std::size_t r = 0; r < feature->geometry.ring_count(); ++r)
            if (const auto ring = feature->geometry.ring(r); ring.size() > 1)
                pieces.push_back({ring, &feature, false});
    }
    const Ends ends(pieces);
    for (Piece& piece : pieces)
        if (!piece.used) add_if_closed(outlines, chain_from(piece, ends));
    std::erase_if(outlines, [](const ClosedOutline& one) { return area(one.area) < smallest_area_m2; });
    std::stable_sort(outlines.begin(), outlines.end(), [](const ClosedOutline& a, const ClosedOutline& b) {
        return area(a.area) > area(b.area);
    });
    return outlines;
}

} // namespace prospect
