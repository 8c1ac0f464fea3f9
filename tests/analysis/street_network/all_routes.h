// Angular segment analysis the slow way: every sum written down as it is defined.
#pragma once

#include "analysis/street_network/segment_measures.h"

#include <limits>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace prospect::test {

// Turns in whole steps, length in whole millimetres after the first segment: lower is better.
using RouteLength = std::pair<std::uint64_t, std::uint64_t>;
inline constexpr RouteLength no_route{std::numeric_limits<std::uint64_t>::max(), 0};

// Best routes from a segment to the end of every state, by relaxing every way until nothing changes
// (Bellman-Ford); states that are too far from the first segment's middle are none.
inline std::vector<RouteLength> routes_from(const street_network::TurnGraph& graph, std::uint32_t first,
                                            std::optional<double> radius_m) {
    std::vector<RouteLength> best(graph.starts.size() - 1, no_route);
    best[2 * first] = best[2 * first + 1] = {0, 0};
    for (bool changed = true; changed;) {
        changed = false;
        for (std::uint32_t state = 0; state < best.size(); ++state) {
            if (best[state] == no_route) continue;
            for (std::uint32_t w = graph.starts[state]; w < graph.starts[state + 1]; ++w) {
                const auto way = graph.ways[w];
                const std::uint64_t mm = graph.length_mm[way.state / 2];
                if (radius_m && static_cast<double>(graph.length_mm[first] + 2 * best[state].second + mm) >
                                    *radius_m * 2000)
                    continue;
                const RouteLength next{best[state].first + way.turn, best[state].second + mm};
                if (next < best[way.state]) {
                    best[way.state] = next;
                    changed = true;
                }
            }
        }
    }
    return best;
}

// As street_network::segment_measures, by counting, for every pair, on what share of its best routes each
// segment lies between. Without a radius only: within one a best route need not be made of best routes.
inline std::vector<street_network::SegmentMeasures> all_routes(const street_network::TurnGraph& graph) {
    const std::uint32_t count = graph.segment_count();
    std::vector<street_network::SegmentMeasures> measures(count);
    for (std::uint32_t first = 0; first < count; ++first) {
        const auto best = routes_from(graph, first, std::nullopt);
        std::vector<std::vector<std::uint32_t>> before(best.size());
        for (std::uint32_t state = 0; state < best.size(); ++state)
            for (std::uint32_t w = graph.starts[state];
                 best[state] != no_route && w < graph.starts[state + 1]; ++w) {
                const auto way = graph.ways[w];
                if (RouteLength{best[state].first + way.turn,
                                best[state].second + graph.length_mm[way.state / 2]} == best[way.state])
                    before[way.state].push_back(state);
            }
        // How many best routes lead to a state.
        std::map<std::uint32_t, double> known;
        const auto routes = [&](auto&& self, std::uint32_t state) -> double {
            if (state / 2 == first) return 1;
            if (const auto found = known.find(state); found != known.end()) return found->second;
            double sum = 0;
            for (const std::uint32_t one : before[state])
                sum += self(self, one);
            return known[state] = sum;
        };
        std::uint64_t turns = 0;
        for (std::uint32_t last = 0; last < count; ++last) {
            const RouteLength to = std::min(best[2 * last], best[2 * last + 1]);
            if (to == no_route) continue;
            ++measures[first].node_count;
            turns += to.first;
            if (last == first) continue;
            std::vector<std::pair<std::uint32_t, double>> open;
            double all = 0;
            for (const std::uint32_t state : {2 * last, 2 * last + 1})
                if (best[state] == to) all += routes(routes, state);
            for (const std::uint32_t state : {2 * last, 2 * last + 1})
                if (best[state] == to) open.emplace_back(state, routes(routes, state) / all);
            while (!open.empty()) { // share of the routes, state by state back to the first
                const auto [state, share] = open.back();
                open.pop_back();
                if (state / 2 == first) continue;
                if (state / 2 != last) measures[state / 2].choice += share;
                for (const std::uint32_t one : before[state])
                    open.emplace_back(one, share * routes(routes, one) / routes(routes, state));
            }
        }
        measures[first].total_depth = static_cast<double>(turns) / graph.steps_per_right_angle;
    }
    return measures;
}

} // namespace prospect::test
