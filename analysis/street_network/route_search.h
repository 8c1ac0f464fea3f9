// All least-angle routes from one segment.
#pragma once

#include "analysis/street_network/turn_graph.h"
#include "analysis/street_network/turn_queue.h"

#include <algorithm>
#include <optional>

namespace prospect::street_network {

// Reusable memory of one thread; it keeps the routes of the last call. After an error it is of no more use.
class RouteSearch {
public:
    // The graph must outlive this.
    explicit RouteSearch(const TurnGraph& graph);

    // The routes from a segment; radius as in segment_measures.
    void from(std::uint32_t segment, std::optional<double> radius_m);

    // Segments reached, the first itself among them, each once.
    const std::vector<std::uint32_t>& reached() const { return reached_; }
    // Turns to it, in steps.
    std::uint64_t turns_to(std::uint32_t segment) const {
        return std::min(keys_[2 * segment], keys_[2 * segment + 1]) >> length_bits;
    }
    // Adds to `choice`, by segment, how many of the routes lead through it, in 2^-20.
    void add_choice(std::vector<std::int64_t>& choice);
    static constexpr double choice_steps = 1 << 20;

private:
    // A key is the sum of turns, then the length in millimetres; the highest bit of each part stays free.
    static constexpr int length_bits = 31;
    static constexpr std::uint64_t length_mask = (std::uint64_t{1} << length_bits) - 1;
    static constexpr std::uint64_t too_large = (std::uint64_t{1} << 63) | (std::uint64_t{1} << 30);
    static constexpr std::uint64_t unknown = ~std::uint64_t{0};
    static constexpr std::uint32_t none = ~std::uint32_t{0};

    struct Origin {
        std::uint32_t before = none; // the state it is reached from
        std::uint32_t ties = none;   // further ones, in ties_
    };
    struct Tie {
        std::uint32_t before = 0;
        std::uint32_t next = 0;
    };

    void clear();
    void lead_on(std::uint32_t state, std::uint64_t reach);
    void count_routes();
    double share(std::uint32_t state) const;

    const TurnGraph& graph_;
    std::uint32_t first_ = 0;
    // By state. Apart, since keys are read far more often: more of them fit into a cache.
    std::vector<std::uint64_t> keys_;
    std::vector<Origin> origins_;
    std::vector<double> routes_;  // by state: number of equal routes to it; counted where there are ties
    std::vector<double> passing_; // by state: routes that lead to or through it, of one a segment
    std::vector<Tie> ties_;
    std::vector<std::uint32_t> settled_; // states in the order of their keys
    std::vector<std::uint32_t> reached_;
    TurnQueue queue_;
};

} // namespace prospect::street_network
