#include "analysis/street_network/turn_graph.h"

#include "geometry/base/error.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace prospect::street_network {

namespace {

constexpr double exact_steps = 1 << 20;

std::uint32_t exact_turn(Point from, Point to) {
    const double radians = std::atan2(std::abs(cross(from, to)), dot(from, to));
    return static_cast<std::uint32_t>(std::lround(radians * 2 / std::numbers::pi * exact_steps));
}

// In the number formats of depthmapX, so that a turn at the edge of a bin falls into the same one.
std::uint32_t binned_turn(Point from, Point to, int half_bins) {
    const double cosine = std::clamp(dot(from, to), -1.0, 1.0);
    const auto turn = static_cast<float>(2.0 * std::acos(cosine) / std::numbers::pi);
    return static_cast<std::uint32_t>(std::floor(turn * static_cast<float>(half_bins) * 0.5));
}

Point direction(const NetworkSegment& segment) {
    const Point along = segment.to - segment.from;
    return along * (1 / length(along));
}

} // namespace

TurnGraph turn_graph(const Network& network, TurnScale scale) {
    TurnGraph graph;
    const int half_bins = scale.quantise / 2 + 1;
    graph.steps_per_right_angle = scale.quantise > 0 ? (half_bins - 1) * 0.5 : exact_steps;
    std::vector<Point> directions;
    constexpr double longest_m = 1e6; // 32 bits of millimetres hold four times as much
    for (const NetworkSegment& segment : network.segments) {
        if (segment.length_m > longest_m)
            throw Error(
                ErrorCode::refused,
                "a straight stretch of a path is " + std::to_string(std::lround(segment.length_m / 1000)) +
                    " km long",
                "look whether a place of it is drawn by a slip, or the unit of the drawing is another");
        directions.push_back(direction(segment));
        graph.length_mm.push_back(
            static_cast<std::uint32_t>(std::max(1L, std::lround(segment.length_m * 1000))));
    }
    graph.starts.push_back(0);
    for (std::uint32_t s = 0; s < network.segments.size(); ++s)
        for (std::uint32_t back = 0; back < 2; ++back) {
            const NetworkSegment& segment = network.segments[s];
            const std::uint32_t node = back == 0 ? segment.to_node : segment.from_node;
            const Point heading = directions[s] * (back == 0 ? 1.0 : -1.0);
            for (const std::uint32_t t : network.segments_at(node)) {
                if (t == s) continue;
                const std::uint32_t against = network.segments[t].from_node == node ? 0U : 1U;
                const Point onward = directions[t] * (against == 0 ? 1.0 : -1.0);
                graph.ways.push_back({2 * t + against,
                                      scale.quantise > 0 ? binned_turn(heading, onward, half_bins)
                                                         : exact_turn(heading, onward),
                                      graph.length_mm[t]});
            }
            graph.starts.push_back(static_cast<std::uint32_t>(graph.ways.size()));
        }
    return graph;
}

} // namespace prospect::street_network
