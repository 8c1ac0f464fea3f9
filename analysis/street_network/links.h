// The ways of a network from junction to junction: where one has no choice, where a way ends.
#pragma once

#include "analysis/engine/workers.h"
#include "analysis/street_network/network.h"

#include <optional>

namespace prospect::street_network {

// Segments one after another between two nodes at which other than two segments meet. A ring of its own
// begins and ends at its first node.
struct Link {
    std::vector<std::uint32_t> segments; // in order
    std::vector<Point> course;           // from vertex to vertex
    std::uint32_t from_node = 0;
    std::uint32_t to_node = 0;
    double length_m = 0;
};

struct Links {
    std::vector<Link> all;         // by their first segment
    std::vector<std::uint32_t> of; // by segment: its link
};
Links links_of(const Network& network);

// Whether the link ends at a node where nothing else does.
bool is_dead_end(const Network& network, const Link& link);

// By link: the shortest way between its two ends that does not use it, metres; absent where none is at most
// `reach_m` longer than the link. 0 for a ring. Cost: a search around each link.
std::vector<std::optional<double>> ways_round(const engine::Workers& workers, const Network& network,
                                              const Links& links, double reach_m);

// By link: whether the network falls apart without it (Tarjan 1974, Information Processing Letters 2(6),
// 160-161). Cost: linear.
std::vector<char> bridges(const Network& network, const Links& links);

// A place where a way ends near another which it does not meet.
struct LooseEnd {
    std::uint32_t node = 0;
    std::uint32_t segment = 0; // that ends there
    std::uint32_t near = 0;    // the nearest segment it could meet
    Point to;                  // on that
    double gap_m = 0;
};
// Ends of ways within `reach_m` of a segment that does not meet theirs, when the way from the one place to
// the other over the network is longer than ten times the gap, or there is none. By node. Cost: a look around
// each end.
std::vector<LooseEnd> loose_ends(const Network& network, double reach_m);

} // namespace prospect::street_network
