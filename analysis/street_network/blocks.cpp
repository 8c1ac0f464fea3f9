#include "analysis/street_network/blocks.h"

#include "geometry/base/geometry.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace prospect::street_network {

namespace {

// Half edge 2 s leads from segments[s].from to .to, 2 s + 1 back.
std::uint32_t origin(const Network& network, std::uint32_t half) {
    const NetworkSegment& segment = network.segments[half / 2];
    return half % 2 == 0 ? segment.from_node : segment.to_node;
}

double heading(const Network& network, std::uint32_t half) {
    const NetworkSegment& segment = network.segments[half / 2];
    const Point along = (segment.to - segment.from) * (half % 2 == 0 ? 1.0 : -1.0);
    return std::atan2(along.y, along.x);
}

// By half edge: the next one of the face to its left.
std::vector<std::uint32_t> next_along_faces(const Network& network) {
    std::vector<std::uint32_t> next(network.segments.size() * 2);
    for (std::uint32_t node = 0; node < network.nodes.size(); ++node) {
        std::vector<std::pair<double, std::uint32_t>> out;
        for (const std::uint32_t s : network.segments_at(node)) {
            const std::uint32_t half = 2 * s + (network.segments[s].from_node == node ? 0U : 1U);
            out.emplace_back(heading(network, half), half);
        }
        std::sort(out.begin(), out.end());
        // Who comes in over a way leaves by the next one clockwise from it.
        for (std::size_t i = 0; i < out.size(); ++i)
            next[out[i].second ^ 1] = out[(i + out.size() - 1) % out.size()].second;
    }
    return next;
}

// The walk around a face, without ways that lead in and back: its outline, and apart from that each ring that
// is attached to it or hangs inside it, the latter clockwise.
std::vector<std::vector<std::uint32_t>> loops(const Network& network,
                                              const std::vector<std::uint32_t>& around) {
    std::vector<std::vector<std::uint32_t>> made;
    std::vector<std::uint32_t> open;
    std::map<std::uint32_t, std::vector<std::size_t>> begins; // by node: places in open, the last one last
    for (const std::uint32_t half : around) {
        begins[origin(network, half)].push_back(open.size());
        open.push_back(half);
        const auto begin = begins.find(origin(network, half ^ 1));
        if (begin == begins.end() || begin->second.empty()) continue;
        const std::size_t first = begin->second.back();
        made.emplace_back(open.begin() + static_cast<std::ptrdiff_t>(first), open.end());
        for (const std::uint32_t done : made.back())
            begins[origin(network, done)].pop_back();
        open.resize(first);
    }
    return made;
}

} // namespace

std::vector<Block> blocks(const Network& network) {
    const std::vector<std::uint32_t> next = next_along_faces(network);
    std::vector<std::uint32_t> face(next.size(), static_cast<std::uint32_t>(-1));
    std::vector<std::vector<std::uint32_t>> faces;
    for (std::uint32_t start = 0; start < next.size(); ++start) {
        if (face[start] != static_cast<std::uint32_t>(-1)) continue;
        std::vector<std::uint32_t> halves;
        for (std::uint32_t half = start; face[half] == static_cast<std::uint32_t>(-1); half = next[half]) {
            face[half] = static_cast<std::uint32_t>(faces.size());
            halves.push_back(half);
        }
        faces.push_back(std::move(halves));
    }
    std::vector<Block> found;
    for (const auto& halves : faces) {
        std::vector<std::uint32_t> around;
        for (const std::uint32_t half : halves)
            if (face[half] != face[half ^ 1]) around.push_back(half);
        for (const auto& loop : loops(network, around)) {
            Block block;
            for (const std::uint32_t half : loop) {
                block.outline.push_back(network.nodes[origin(network, half)]);
                block.perimeter_m += network.segments[half / 2].length_m;
            }
            block.area_m2 = signed_area(block.outline);
            if (block.area_m2 > 0 && block.outline.size() > 2) found.push_back(std::move(block));
        }
    }
    return found;
}

} // namespace prospect::street_network
