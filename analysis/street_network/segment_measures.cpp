#include "analysis/street_network/segment_measures.h"

#include "analysis/street_network/route_search.h"

#include <cmath>

namespace prospect::street_network {

std::optional<double> SegmentMeasures::integration() const {
    if (total_depth <= 0) return std::nullopt;
    return static_cast<double>(node_count) * node_count / total_depth;
}

std::optional<double> SegmentMeasures::mean_depth() const {
    if (node_count < 2) return std::nullopt;
    return total_depth / (node_count - 1);
}

std::optional<double> SegmentMeasures::nain() const {
    if (total_depth <= 0) return std::nullopt;
    return std::pow(node_count, 1.2) / total_depth;
}

std::optional<double> SegmentMeasures::nach() const {
    if (node_count < 2) return std::nullopt;
    return std::log10(choice + 1) / std::log10(total_depth + 3);
}

namespace {

struct Workspace {
    std::optional<RouteSearch> search;
    std::vector<std::int64_t> choice;
};

SegmentMeasures depth_of(const RouteSearch& search, double steps_per_right_angle) {
    std::uint64_t turns = 0;
    for (const std::uint32_t other : search.reached())
        turns += search.turns_to(other);
    return {.node_count = static_cast<std::uint32_t>(search.reached().size()),
            .total_depth = static_cast<double>(turns) / steps_per_right_angle};
}

} // namespace

std::vector<SegmentMeasures> segment_measures(const engine::Workers& workers, const TurnGraph& graph,
                                              std::optional<double> radius_m) {
    constexpr std::int64_t block = 16;
    std::vector<SegmentMeasures> measures(graph.segment_count());
    engine::Pool<Workspace> pool;
    workers.for_blocks(graph.segment_count(), block, [&](std::int64_t begin, std::int64_t end) {
        pool.with([&](Workspace& work) {
            if (!work.search) {
                work.search.emplace(graph);
                work.choice.resize(graph.segment_count());
            }
            for (auto s = static_cast<std::uint32_t>(begin); s < end; ++s) {
                work.search->from(s, radius_m);
                work.search->add_choice(work.choice);
                measures[s] = depth_of(*work.search, graph.steps_per_right_angle);
            }
        });
    });
    std::vector<std::int64_t> choice(graph.segment_count());
    pool.for_each([&](const Workspace& work) {
        for (std::size_t s = 0; s < choice.size(); ++s)
            choice[s] += work.choice[s];
    });
    for (std::size_t s = 0; s < choice.size(); ++s)
        measures[s].choice = static_cast<double>(choice[s]) / RouteSearch::choice_steps;
    return measures;
}

std::vector<std::optional<double>> depths_from(const TurnGraph& graph, std::uint32_t segment,
                                               std::optional<double> radius_m) {
    RouteSearch search(graph);
    search.from(segment, radius_m);
    std::vector<std::optional<double>> depths(graph.segment_count());
    for (const std::uint32_t s : search.reached())
        depths[s] = static_cast<double>(search.turns_to(s)) / graph.steps_per_right_angle;
    return depths;
}

} // namespace prospect::street_network
