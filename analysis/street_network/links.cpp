#include "analysis/street_network/links.h"

#include <queue>

#include <algorithm>
#include <functional>
#include <limits>

namespace prospect::street_network {

namespace {

constexpr auto none = static_cast<std::uint32_t>(-1);

// Follows the segments from a node until one can choose again, or the ring closes.
Link follow(const Network& network, std::uint32_t node, std::uint32_t segment, std::vector<char>& taken) {
    Link link{.segments = {}, .course = {}, .from_node = node, .to_node = node, .length_m = 0};
    std::uint32_t at = node;
    std::uint32_t next = segment;
    while (next != none) {
        const NetworkSegment& one = network.segments[next];
        taken[next] = 1;
        const bool forward = one.from_node == at;
        if (link.course.empty()) link.course.push_back(forward ? one.from : one.to);
        link.course.push_back(forward ? one.to : one.from);
        link.segments.push_back(next);
        link.length_m += one.length_m;
        at = one.other_node(at);
        next = none;
        if (network.degree(at) != 2) break;
        for (const std::uint32_t s : network.segments_at(at))
            if (taken[s] == 0) next = s;
    }
    link.to_node = at;
    return link;
}

// Links at each node.
struct LinkEnds {
    std::vector<std::uint32_t> starts;
    std::vector<std::uint32_t> links;

    LinkEnds(const Network& network, const Links& all) : starts(network.nodes.size() + 1) {
        for (const Link& link : all.all)
            for (const std::uint32_t node : {link.from_node, link.to_node})
                ++starts[node + 1];
        for (std::size_t i = 1; i < starts.size(); ++i)
            starts[i] += starts[i - 1];
        links.resize(all.all.size() * 2);
        std::vector<std::uint32_t> next(starts.begin(), starts.end() - 1);
        for (std::uint32_t l = 0; l < all.all.size(); ++l)
            for (const std::uint32_t node : {all.all[l].from_node, all.all[l].to_node})
                links[next[node]++] = l;
    }
    std::span<const std::uint32_t> at(std::uint32_t node) const {
        return std::span(links).subspan(starts[node], starts[node + 1] - starts[node]);
    }
};

struct WaySearch {
    std::vector<double> metres; // by node
    std::vector<std::uint32_t> touched;
    std::priority_queue<std::pair<double, std::uint32_t>, std::vector<std::pair<double, std::uint32_t>>,
                        std::greater<>>
        open;

    void reach(std::uint32_t node, double m) {
        if (m >= metres[node]) return;
        metres[node] = m;
        touched.push_back(node);
        open.emplace(m, node);
    }
};

std::optional<double> way_round(const Links& links, const LinkEnds& ends, std::uint32_t without,
                                double most_m, WaySearch& search) {
    const Link& link = links.all[without];
    search.open = {};
    for (const std::uint32_t node : search.touched)
        search.metres[node] = std::numeric_limits<double>::infinity();
    search.touched.clear();
    search.reach(link.from_node, 0);
    while (!search.open.empty()) {
        const auto [m, node] = search.open.top();
        search.open.pop();
        if (m > search.metres[node]) continue;
        if (node == link.to_node) return m;
        for (const std::uint32_t l : ends.at(node)) {
            const Link& on = links.all[l];
            const double there = m + on.length_m;
            if (l != without && there <= most_m)
                search.reach(on.from_node == node ? on.to_node : on.from_node, there);
        }
    }
    return std::nullopt;
}

} // namespace

Links links_of(const Network& network) {
    Links links;
    std::vector<char> taken(network.segments.size());
    const auto begin_at = [&](std::uint32_t node) {
        for (const std::uint32_t s : network.segments_at(node))
            if (taken[s] == 0) links.all.push_back(follow(network, node, s, taken));
    };
    for (std::uint32_t node = 0; node < network.nodes.size(); ++node)
        if (network.degree(node) != 2) begin_at(node);
    for (std::uint32_t node = 0; node < network.nodes.size(); ++node) // rings of their own are left
        begin_at(node);
    std::sort(links.all.begin(), links.all.end(), [](const Link& a, const Link& b) {
        return *std::min_element(a.segments.begin(), a.segments.end()) <
               *std::min_element(b.segments.begin(), b.segments.end());
    });
    links.of.resize(network.segments.size());
    for (std::uint32_t l = 0; l < links.all.size(); ++l)
        for (const std::uint32_t s : links.all[l].segments)
            links.of[s] = l;
    return links;
}

bool is_dead_end(const Network& network, const Link& link) {
    return network.degree(link.from_node) == 1 || network.degree(link.to_node) == 1;
}

std::vector<std::optional<double>> ways_round(const engine::Workers& workers, const Network& network,
                                              const Links& links, double reach_m) {
    const LinkEnds ends(network, links);
    std::vector<std::optional<double>> found(links.all.size());
    engine::Pool<WaySearch> pool;
    workers.for_blocks(
        static_cast<std::int64_t>(links.all.size()), 64, [&](std::int64_t begin, std::int64_t end) {
            pool.with([&](WaySearch& search) {
                search.metres.resize(network.nodes.size(), std::numeric_limits<double>::infinity());
                for (auto l = static_cast<std::uint32_t>(begin); l < end; ++l)
                    found[l] = way_round(links, ends, l, links.all[l].length_m + reach_m, search);
            });
        });
    return found;
}

std::vector<char> bridges(const Network& network, const Links& links) {
    const LinkEnds ends(network, links);
    std::vector<char> found(links.all.size());
    std::vector<std::uint32_t> seen(network.nodes.size(), none); // when a node was first met
    std::vector<std::uint32_t> low(network.nodes.size());
    struct Visit {
        std::uint32_t node;
        std::uint32_t by; // link
        std::size_t next = 0;
    };
    std::uint32_t time = 0;
    for (std::uint32_t start = 0; start < network.nodes.size(); ++start) {
        if (seen[start] != none || ends.at(start).empty()) continue;
        std::vector<Visit> stack{{start, none}};
        seen[start] = low[start] = time++;
        while (!stack.empty()) {
            Visit& visit = stack.back();
            const auto here = ends.at(visit.node);
            if (visit.next < here.size()) {
                const std::uint32_t l = here[visit.next++];
                const Link& link = links.all[l];
                if (l == visit.by || link.from_node == link.to_node) continue;
                const std::uint32_t other = link.from_node == visit.node ? link.to_node : link.from_node;
                if (seen[other] == none) {
                    seen[other] = low[other] = time++;
                    stack.push_back({other, l});
                } else {
                    low[visit.node] = std::min(low[visit.node], seen[other]);
                }
                continue;
            }
            const Visit done = visit;
            stack.pop_back();
            if (stack.empty()) continue;
            const std::uint32_t parent = stack.back().node;
            low[parent] = std::min(low[parent], low[done.node]);
            if (low[done.node] > seen[parent]) found[done.by] = 1;
        }
    }
    return found;
}

} // namespace prospect::street_network
