#include "analysis/street_network/route_search.h"

#include "geometry/base/error.h"

#include <algorithm>
#include <cmath>

namespace prospect::street_network {

namespace {

// So that two right angles take half of the queue's buckets.
int bucket_bits(double steps_per_right_angle, int length_bits) {
    const double steps = steps_per_right_angle * 2 / (TurnQueue::ring / 2.0);
    return length_bits + (steps > 1 ? static_cast<int>(std::ceil(std::log2(steps))) : 0);
}

} // namespace

RouteSearch::RouteSearch(const TurnGraph& graph)
    : graph_(graph), keys_(graph.starts.size() - 1, unknown), origins_(keys_.size()), routes_(keys_.size()),
      passing_(keys_.size()), queue_(bucket_bits(graph.steps_per_right_angle, length_bits)) {}

void RouteSearch::clear() {
    keys_[2 * first_] = unknown;
    keys_[2 * first_ + 1] = unknown;
    for (const std::uint32_t state : settled_)
        keys_[state] = unknown;
    settled_.clear();
    reached_.clear();
    ties_.clear();
    queue_.restart();
}

void RouteSearch::from(std::uint32_t segment, std::optional<double> radius_m) {
    clear();
    first_ = segment;
    reached_.push_back(segment);
    keys_[2 * segment] = 0;
    keys_[2 * segment + 1] = 0;
    origins_[2 * segment] = {};
    origins_[2 * segment + 1] = {};
    // Twice the length between the far end of the first segment and the middle of another is at most this.
    const double twice_mm = radius_m ? *radius_m * 2000 - graph_.length_mm[segment] : 0;
    if (twice_mm < 0) return;
    const std::uint64_t reach = radius_m && twice_mm < 1e18 ? static_cast<std::uint64_t>(twice_mm) : unknown;
    lead_on(2 * segment, reach);
    lead_on(2 * segment + 1, reach);
    while (!queue_.empty()) {
        const auto [key, state] = queue_.pop();
        if (key != keys_[state]) continue; // a better one came first
        if ((key & too_large) != 0)
            throw Error(ErrorCode::refused,
                        "a route of the network is longer than 1000 km or turns more than 4096 right angles",
                        "measure it within a radius, or in parts");
        settled_.push_back(state);
        lead_on(state, reach);
    }
    for (const std::uint32_t state : settled_) {
        const std::uint64_t other = keys_[state ^ 1];
        if (keys_[state] < other || (keys_[state] == other && (state & 1) == 0))
            reached_.push_back(state / 2);
    }
}

void RouteSearch::lead_on(std::uint32_t state, std::uint64_t reach) {
    const std::uint64_t key = keys_[state];
    const std::uint64_t twice = 2 * (key & length_mask);
    for (std::uint32_t w = graph_.starts[state]; w < graph_.starts[state + 1]; ++w) {
        const TurnGraph::Way way = graph_.ways[w];
        const std::uint64_t next = key + (std::uint64_t{way.turn} << length_bits) + way.length_mm;
        std::uint64_t& there = keys_[way.state];
        if (next > there || twice + way.length_mm > reach) continue;
        Origin& origin = origins_[way.state];
        if (next == there) {
            ties_.push_back({state, origin.ties});
            origin.ties = static_cast<std::uint32_t>(ties_.size() - 1);
            continue;
        }
        there = next;
        origin = {state, none};
        queue_.push(next, way.state);
    }
}

void RouteSearch::count_routes() {
    routes_[2 * first_] = 1;
    routes_[2 * first_ + 1] = 1;
    for (const std::uint32_t state : settled_) {
        double routes = routes_[origins_[state].before];
        for (std::uint32_t tie = origins_[state].ties; tie != none; tie = ties_[tie].next)
            routes += routes_[ties_[tie].before];
        routes_[state] = routes;
    }
}

// Of the one route to its segment, what comes in this direction.
double RouteSearch::share(std::uint32_t state) const {
    const std::uint64_t key = keys_[state];
    const std::uint64_t other = keys_[state ^ 1];
    if (key != other) return key < other ? 1 : 0;
    return ties_.empty() ? 0.5 : routes_[state] / (routes_[state] + routes_[state ^ 1]);
}

void RouteSearch::add_choice(std::vector<std::int64_t>& choice) {
    if (!ties_.empty()) count_routes();
    for (const std::uint32_t state : settled_)
        passing_[state] = 0;
    for (std::size_t i = settled_.size(); i-- > 0;) {
        const std::uint32_t state = settled_[i];
        const double through = passing_[state];
        choice[state / 2] += static_cast<std::int64_t>(through * choice_steps + 0.5);
        const double all = through + share(state);
        const Origin& here = origins_[state];
        if (here.ties == none) {
            passing_[here.before] += all;
            continue;
        }
        const double each = all / routes_[state];
        passing_[here.before] += each * routes_[here.before];
        for (std::uint32_t tie = here.ties; tie != none; tie = ties_[tie].next)
            passing_[ties_[tie].before] += each * routes_[ties_[tie].before];
    }
}

} // namespace prospect::street_network
