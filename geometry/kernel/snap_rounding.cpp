#include "geometry/kernel/snap_rounding.h"

#include <CGAL/box_intersection_d.h>

#include <algorithm>
#include <iterator>

namespace prospect::kernel {

namespace {

// A bounding box that knows the segment or pixel it belongs to. Kept by value: CGAL reorders its input.
using IndexedBox = CGAL::Box_intersection_d::Box_with_info_d<double, 2, std::size_t>;

IndexedBox make_box(double xmin, double ymin, double xmax, double ymax, std::size_t index) {
    double low[] = {xmin, ymin};
    double high[] = {xmax, ymax};
    return {low, high, index};
}

IndexedBox box_of_segment(const WallSegment& segment, std::size_t index) {
    const auto [x1, x2] = std::minmax(segment.start.x, segment.end.x);
    const auto [y1, y2] = std::minmax(segment.start.y, segment.end.y);
    return make_box(static_cast<double>(x1), static_cast<double>(y1), static_cast<double>(x2),
                    static_cast<double>(y2), index);
}

Wide floor_divide(Wide numerator, Wide denominator) {
    const Wide quotient = numerator / denominator;
    return quotient * denominator > numerator ? quotient - 1 : quotient;
}

// Centre of the half-open pixel that holds the point start + (end - start) numerator / denominator,
// denominator > 0.
std::int64_t rounded(std::int64_t start, std::int64_t end, Wide numerator, Wide denominator) {
    return start + static_cast<std::int64_t>(
                       floor_divide(2 * numerator * (end - start) + denominator, 2 * denominator));
}

// Adds the rounded point where a and b cross in the interior of both. Other meetings run through an end
// point, which is hot already.
void add_crossing(const WallSegment& a, const WallSegment& b, std::vector<Millimetres>& hot) {
    const Wide from_start = double_area(b.start, b.end, a.start);
    const Wide from_end = double_area(b.start, b.end, a.end);
    if (sign_of(from_start) * sign_of(from_end) >= 0 ||
        orientation(a.start, a.end, b.start) * orientation(a.start, a.end, b.end) >= 0)
        return;
    const Wide numerator = from_start > 0 ? from_start : -from_start;
    const Wide denominator = numerator + (from_end > 0 ? from_end : -from_end);
    hot.push_back({rounded(a.start.x, a.end.x, numerator, denominator),
                   rounded(a.start.y, a.end.y, numerator, denominator)});
}

// The part of a segment, as an interval of its parameter from 0 to 1, that has not yet been cut away.
struct Interval {
    struct Bound {
        Wide numerator;
        Wide denominator; // > 0
        bool open;
    };
    Bound low{0, 1, false};
    Bound high{1, 1, false};

    // Keeps where offset + slope t >= 0, or > 0 when `open`.
    void keep(Wide offset, Wide slope, bool open) {
        if (slope > 0)
            raise({-offset, slope, open});
        else if (slope < 0)
            lower({offset, -slope, open});
        else if (offset < 0 || (open && offset == 0))
            high = {-1, 1, true};
    }
    bool empty() const {
        const Wide difference = high.numerator * low.denominator - low.numerator * high.denominator;
        return difference < 0 || (difference == 0 && (low.open || high.open));
    }

private:
    void raise(Bound bound) {
        const Wide difference = bound.numerator * low.denominator - low.numerator * bound.denominator;
        if (difference > 0 || (difference == 0 && bound.open)) low = bound;
    }
    void lower(Bound bound) {
        const Wide difference = bound.numerator * high.denominator - high.numerator * bound.denominator;
        if (difference < 0 || (difference == 0 && bound.open)) high = bound;
    }
};

// Whether the closed segment meets [x - 1/2, x + 1/2) x [y - 1/2, y + 1/2), in doubled coordinates
// throughout.
bool meets_pixel(const WallSegment& segment, Millimetres centre) {
    Interval inside;
    const Wide dx = 2 * (segment.end.x - segment.start.x);
    const Wide dy = 2 * (segment.end.y - segment.start.y);
    const Wide x = 2 * (segment.start.x - centre.x);
    const Wide y = 2 * (segment.start.y - centre.y);
    inside.keep(x + 1, dx, false);
    inside.keep(1 - x, -dx, true);
    inside.keep(y + 1, dy, false);
    inside.keep(1 - y, -dy, true);
    return !inside.empty();
}

std::vector<Millimetres> hot_pixels(const std::vector<WallSegment>& segments, const Progress& progress) {
    std::vector<Millimetres> hot;
    std::vector<IndexedBox> boxes;
    hot.reserve(2 * segments.size());
    boxes.reserve(segments.size());
    for (std::size_t i = 0; i < segments.size(); ++i) {
        hot.push_back(segments[i].start);
        hot.push_back(segments[i].end);
        boxes.push_back(box_of_segment(segments[i], i));
    }
    std::size_t pairs = 0;
    CGAL::box_self_intersection_d(boxes.begin(), boxes.end(), [&](const IndexedBox& a, const IndexedBox& b) {
        if (++pairs % 4096 == 0) progress.checkpoint();
        add_crossing(segments[a.info()], segments[b.info()], hot);
    });
    std::sort(hot.begin(), hot.end());
    hot.erase(std::unique(hot.begin(), hot.end()), hot.end());
    return hot;
}

// (segment, hot pixel) for each segment that passes a pixel, sorted by segment and along it.
using Passage = std::pair<std::size_t, std::size_t>;

std::vector<Passage> passages(const std::vector<WallSegment>& segments, const std::vector<Millimetres>& hot,
                              const Progress& progress) {
    std::vector<IndexedBox> segment_boxes;
    std::vector<IndexedBox> pixel_boxes;
    segment_boxes.reserve(segments.size());
    pixel_boxes.reserve(hot.size());
    for (std::size_t i = 0; i < segments.size(); ++i)
        segment_boxes.push_back(box_of_segment(segments[i], i));
    for (std::size_t i = 0; i < hot.size(); ++i) {
        const double x = static_cast<double>(hot[i].x);
        const double y = static_cast<double>(hot[i].y);
        pixel_boxes.push_back(make_box(x - 0.5, y - 0.5, x + 0.5, y + 0.5, i));
    }
    std::vector<Passage> found;
    std::size_t pairs = 0;
    CGAL::box_intersection_d(segment_boxes.begin(), segment_boxes.end(), pixel_boxes.begin(),
                             pixel_boxes.end(), [&](const IndexedBox& segment, const IndexedBox& pixel) {
                                 if (++pairs % 4096 == 0) progress.checkpoint();
                                 if (meets_pixel(segments[segment.info()], hot[pixel.info()]))
                                     found.emplace_back(segment.info(), pixel.info());
                             });
    std::sort(found.begin(), found.end(), [&](const Passage& a, const Passage& b) {
        if (a.first != b.first) return a.first < b.first;
        const auto& [start, end, winding] = segments[a.first];
        return dot_product(start, end, hot[a.second]) < dot_product(start, end, hot[b.second]);
    });
    return found;
}

// Joins edges between the same two vertices and adds up what they say about the winding number.
void unite(std::vector<WallGraph::Edge>& edges) {
    std::sort(edges.begin(), edges.end(), [](const WallGraph::Edge& a, const WallGraph::Edge& b) {
        return std::pair(a.start, a.end) < std::pair(b.start, b.end);
    });
    std::size_t kept = 0;
    for (const WallGraph::Edge& edge : edges) {
        if (kept > 0 && edges[kept - 1].start == edge.start && edges[kept - 1].end == edge.end)
            edges[kept - 1].winding += edge.winding;
        else
            edges[kept++] = edge;
    }
    edges.resize(kept);
}

// Fills in vertices, and edges piece by piece; says along which segment each of these runs.
std::vector<std::size_t> rounded_edges(const std::vector<WallSegment>& segments, const Progress& progress,
                                       WallGraph& graph) {
    graph.vertices = hot_pixels(segments, progress);
    progress.report(0.5);
    const std::vector<Passage> found = passages(segments, graph.vertices, progress);
    std::vector<std::size_t> along;
    for (std::size_t i = 0; i + 1 < found.size(); ++i) {
        if (found[i].first != found[i + 1].first) continue;
        const int from = static_cast<int>(found[i].second);
        const int to = static_cast<int>(found[i + 1].second);
        const int winding = segments[found[i].first].winding;
        graph.edges.push_back(from < to ? WallGraph::Edge{from, to, winding}
                                        : WallGraph::Edge{to, from, -winding});
        along.push_back(found[i].first);
    }
    return along;
}

} // namespace

std::size_t WallGraph::edge_between(int a, int b) const {
    const std::pair<int, int> wanted = std::minmax(a, b);
    const auto found =
        std::lower_bound(edges.begin(), edges.end(), wanted, [](const Edge& edge, const auto& ends) {
            return std::pair(edge.start, edge.end) < ends;
        });
    return static_cast<std::size_t>(found - edges.begin());
}

WallGraph snap_round(std::vector<WallSegment> segments, const Progress& progress) {
    std::erase_if(segments, [](const WallSegment& segment) { return segment.start == segment.end; });
    WallGraph graph;
    rounded_edges(segments, progress, graph);
    unite(graph.edges);
    progress.report(1);
    return graph;
}

WallGraph snap_round_with_sources(const std::vector<WallSegment>& segments, const Progress& progress) {
    std::vector<WallSegment> kept;
    std::vector<std::uint32_t> place; // in segments
    for (std::uint32_t i = 0; i < segments.size(); ++i)
        if (!(segments[i].start == segments[i].end)) {
            kept.push_back(segments[i]);
            place.push_back(i);
        }
    WallGraph graph;
    const std::vector<std::size_t> along = rounded_edges(kept, progress, graph);
    const std::vector<WallGraph::Edge> pieces = graph.edges;
    unite(graph.edges);
    graph.sources.resize(graph.edges.size());
    for (std::size_t e = 0; e < pieces.size(); ++e)
        graph.sources[graph.edge_between(pieces[e].start, pieces[e].end)].push_back(place[along[e]]);
    for (auto& sources : graph.sources) {
        std::sort(sources.begin(), sources.end());
        sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
    }
    progress.report(1);
    return graph;
}

} // namespace prospect::kernel
