#include "analysis/street_network/network.h"

#include "analysis/street_network/piece_cuts.h"
#include "geometry/base/tolerances.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace prospect::street_network {

namespace {

// Segments course by course, in order along each; nodes are places of PieceCuts.
std::vector<NetworkSegment> cut_segments(PieceCuts& cuts, JoinCounts& counts) {
    std::vector<NetworkSegment> segments;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> taken;
    for (std::uint32_t p = 0; p < cuts.pieces().size(); ++p) {
        const Piece& piece = cuts.pieces()[p];
        const std::vector<Cut> along = cuts.cuts_of(p);
        for (std::size_t i = 0; i + 1 < along.size(); ++i) {
            NetworkSegment segment{along[i].at,    along[i + 1].at,
                                   along[i].place, along[i + 1].place,
                                   piece.course,   distance(along[i].at, along[i + 1].at)};
            if (segment.from_node == segment.to_node) {
                counts.stubs += segment.length_m > tolerance::on_edge_m ? 1 : 0;
                continue;
            }
            if (!taken.emplace(std::minmax(segment.from_node, segment.to_node), segments.size()).second) {
                ++counts.duplicates;
                counts.duplicate_m += segment.length_m;
                continue;
            }
            segments.push_back(segment);
        }
    }
    return segments;
}

// Whether the second goes straight on where the first ends, so that nothing but a vertex is between them.
// between: the vertices left out of the first already, which the longer stretch has to lie near as well, so
// that a fine arc does not become a chord.
bool straight_on(const NetworkSegment& first, const NetworkSegment& second, std::span<const Point> between) {
    return first.course == second.course && first.to_node == second.from_node &&
           first.from_node != second.to_node && first.to == second.from &&
           distance(first.to, Segment{first.from, second.to}) <= tolerance::on_edge_m &&
           std::all_of(between.begin(), between.end(),
                       [&](Point p) {
                           return distance(p, Segment{first.from, second.to}) <= tolerance::on_edge_m;
                       }) &&
           dot(first.to - first.from, second.to - second.from) > 0;
}

std::vector<NetworkSegment> without_straight_vertices(const std::vector<NetworkSegment>& segments,
                                                      std::size_t places) {
    std::vector<std::uint32_t> degree(places);
    for (const NetworkSegment& segment : segments) {
        ++degree[segment.from_node];
        ++degree[segment.to_node];
    }
    std::vector<NetworkSegment> kept;
    std::vector<Point> between; // of the last one kept
    for (const NetworkSegment& segment : segments) {
        if (!kept.empty() && degree[segment.from_node] == 2 && straight_on(kept.back(), segment, between)) {
            between.push_back(segment.from);
            kept.back().to = segment.to;
            kept.back().to_node = segment.to_node;
            kept.back().length_m += segment.length_m;
        } else {
            between.clear();
            kept.push_back(segment);
        }
    }
    return kept;
}

void number_nodes(Network& network, const PieceCuts& cuts) {
    constexpr auto none = static_cast<std::uint32_t>(-1);
    std::vector<std::uint32_t> number(cuts.place_count(), none);
    const auto numbered = [&](std::uint32_t place) {
        if (number[place] == none) {
            number[place] = static_cast<std::uint32_t>(network.nodes.size());
            network.nodes.push_back(cuts.place(place));
        }
        return number[place];
    };
    for (NetworkSegment& segment : network.segments) {
        segment.from_node = numbered(segment.from_node);
        segment.to_node = numbered(segment.to_node);
    }
}

void list_at_nodes(Network& network) {
    network.node_starts.assign(network.nodes.size() + 1, 0);
    for (const NetworkSegment& segment : network.segments) {
        ++network.node_starts[segment.from_node + 1];
        ++network.node_starts[segment.to_node + 1];
    }
    std::partial_sum(network.node_starts.begin(), network.node_starts.end(), network.node_starts.begin());
    network.at_node.resize(network.segments.size() * 2);
    std::vector<std::uint32_t> next(network.node_starts.begin(), network.node_starts.end() - 1);
    for (std::uint32_t s = 0; s < network.segments.size(); ++s) {
        network.at_node[next[network.segments[s].from_node]++] = s;
        network.at_node[next[network.segments[s].to_node]++] = s;
    }
}

void find_components(Network& network) {
    constexpr auto none = static_cast<std::uint32_t>(-1);
    std::vector<std::uint32_t> part(network.nodes.size(), none);
    std::vector<double> metres;
    for (std::uint32_t start = 0; start < network.nodes.size(); ++start) {
        if (part[start] != none) continue;
        const auto number = static_cast<std::uint32_t>(metres.size());
        metres.push_back(0);
        part[start] = number;
        std::vector<std::uint32_t> open{start};
        while (!open.empty()) {
            const std::uint32_t node = open.back();
            open.pop_back();
            for (const std::uint32_t s : network.segments_at(node)) {
                metres.back() += network.segments[s].length_m / 2; // each is met from both ends
                const std::uint32_t other = network.segments[s].other_node(node);
                if (part[other] != none) continue;
                part[other] = number;
                open.push_back(other);
            }
        }
    }
    std::vector<std::uint32_t> order(metres.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return metres[a] > metres[b]; });
    std::vector<std::uint32_t> rank(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        rank[order[i]] = i;
        network.component_m.push_back(metres[order[i]]);
    }
    for (std::uint32_t& one : part)
        one = rank[one];
    network.component = std::move(part);
}

} // namespace

Network join(std::span<const Course> courses, const JoinSettings& settings) {
    Network network;
    PieceCuts cuts(courses);
    network.counts.courses_without_length = cuts.courses_without_length();
    cuts.cut_where_they_meet(settings.crossings);
    network.counts.snapped = cuts.snap_ends(settings.snap_m);
    network.segments = without_straight_vertices(cut_segments(cuts, network.counts), cuts.place_count());
    number_nodes(network, cuts);
    list_at_nodes(network);
    find_components(network);
    return network;
}

} // namespace prospect::street_network
