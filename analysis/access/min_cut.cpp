#include "analysis/access/min_cut.h"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/edmonds_karp_max_flow.hpp>

#include <cmath>

namespace prospect::access {

namespace {

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
struct Node {
    boost::default_color_type colour{};
    Traits::edge_descriptor predecessor;
};
struct Arc {
    std::int64_t capacity = 0;
    std::int64_t residual = 0;
    Traits::edge_descriptor reverse;
};
using Network = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, Node, Arc>;

constexpr double per_unit = 1000;

// The nodes from which the sink can still be reached.
std::vector<bool> sink_side(const Network& network, std::uint32_t sink) {
    std::vector<bool> reached(boost::num_vertices(network), false);
    std::vector<std::uint32_t> open{sink};
    reached[sink] = true;
    while (!open.empty()) {
        const std::uint32_t node = open.back();
        open.pop_back();
        for (auto [arc, end] = boost::out_edges(node, network); arc != end; ++arc) {
            const auto before = static_cast<std::uint32_t>(boost::target(*arc, network));
            if (reached[before] || network[network[*arc].reverse].residual == 0) continue;
            reached[before] = true;
            open.push_back(before);
        }
    }
    return reached;
}

} // namespace

std::optional<MinCut> min_cut(std::uint32_t nodes, std::span<const FlowEdge> edges, std::uint32_t source,
                              std::uint32_t sink) {
    std::int64_t all = 1;
    for (const FlowEdge& edge : edges)
        if (std::isfinite(edge.cost)) all += std::llround(edge.cost * per_unit);
    Network network(nodes);
    for (const FlowEdge& edge : edges) {
        const std::int64_t capacity = std::isfinite(edge.cost) ? std::llround(edge.cost * per_unit) : all;
        const auto there = boost::add_edge(edge.a, edge.b, Arc{capacity, 0, {}}, network).first;
        const std::int64_t backwards = edge.one_way ? 0 : capacity;
        const auto back = boost::add_edge(edge.b, edge.a, Arc{backwards, 0, {}}, network).first;
        network[there].reverse = back;
        network[back].reverse = there;
    }
    const std::int64_t flow =
        boost::edmonds_karp_max_flow(network, source, sink,
                                     boost::capacity_map(boost::get(&Arc::capacity, network))
                                         .residual_capacity_map(boost::get(&Arc::residual, network))
                                         .reverse_edge_map(boost::get(&Arc::reverse, network))
                                         .color_map(boost::get(&Node::colour, network))
                                         .predecessor_map(boost::get(&Node::predecessor, network)));
    if (flow >= all) return std::nullopt;
    const std::vector<bool> inside = sink_side(network, sink);
    MinCut cut;
    for (std::uint32_t i = 0; i < edges.size(); ++i)
        if (inside[edges[i].b] != inside[edges[i].a] && (inside[edges[i].b] || !edges[i].one_way)) {
            cut.edges.push_back(i);
            cut.cost += edges[i].cost;
        }
    return cut;
}

} // namespace prospect::access
