#include "analysis/street_network/links.h"
#include "geometry/base/edges.h"
#include "geometry/index/spatial_index.h"

#include <queue>

#include <functional>
#include <limits>
#include <map>

namespace prospect::street_network {

namespace {

// A gap is none when the network leads across it in at most so many times its length.
constexpr double worth_closing = 10;

Segment line_of(const NetworkSegment& segment) {
    return {segment.from, segment.to};
}

// Whether the network leads from the node to that place of the segment within the length.
bool leads(const Network& network, std::uint32_t node, std::uint32_t segment, Point place, double most_m) {
    const NetworkSegment& goal = network.segments[segment];
    std::map<std::uint32_t, double> metres{{node, 0}};
    std::priority_queue<std::pair<double, std::uint32_t>, std::vector<std::pair<double, std::uint32_t>>,
                        std::greater<>>
        open;
    open.emplace(0, node);
    while (!open.empty()) {
        const auto [m, at] = open.top();
        open.pop();
        if (m > metres[at]) continue;
        if ((at == goal.from_node && m + distance(goal.from, place) <= most_m) ||
            (at == goal.to_node && m + distance(goal.to, place) <= most_m))
            return true;
        for (const std::uint32_t s : network.segments_at(at)) {
            const std::uint32_t other = network.segments[s].other_node(at);
            const double there = m + network.segments[s].length_m;
            if (there > most_m) continue;
            const auto [known, added] = metres.emplace(other, there);
            if (!added && known->second <= there) continue;
            known->second = there;
            open.emplace(there, other);
        }
    }
    return false;
}

} // namespace

std::vector<LooseEnd> loose_ends(const Network& network, double reach_m) {
    std::vector<Box> boxes;
    for (const NetworkSegment& segment : network.segments) {
        Box box;
        box.add(segment.from);
        box.add(segment.to);
        boxes.push_back(box);
    }
    const SpatialIndex index(boxes);
    std::vector<LooseEnd> found;
    for (std::uint32_t node = 0; node < network.nodes.size(); ++node) {
        if (network.degree(node) != 1) continue;
        const std::uint32_t own = network.segments_at(node)[0];
        const NetworkSegment& ending = network.segments[own];
        const Point at = ending.from_node == node ? ending.from : ending.to;
        LooseEnd end{node, own, own, at, reach_m};
        Box window;
        window.add(at);
        for (const std::uint32_t s : index.query(window.grown(reach_m))) {
            if (s == own) continue;
            const Point to = nearest_on(line_of(network.segments[s]), at);
            const double gap = distance(at, to);
            if (gap > end.gap_m || (gap == end.gap_m && end.near != own)) continue;
            if (leads(network, node, s, to, gap * worth_closing)) continue;
            end = {node, own, s, to, gap};
        }
        if (end.near != own) found.push_back(end);
    }
    return found;
}

} // namespace prospect::street_network
