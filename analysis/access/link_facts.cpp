#include "analysis/access/link_facts.h"

#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/study_area.h"
#include "geometry/index/spatial_index.h"

#include <algorithm>
#include <map>
#include <set>

namespace prospect::access {

namespace {

using street_network::Link;
using street_network::Links;
using street_network::Network;

// Ways round that are longer than the link by more than this are as good as none.
constexpr double farthest_round_m = 1000;

std::vector<Point> entrances(const engine::Context& context) {
    std::vector<Point> found;
    const auto add = [&](Role role, std::initializer_list<const char*> kinds) {
        for (const auto& [layer, feature] : context.site().features(role)) {
            if (!present(*feature, context.time().phase) || feature->geometry.empty()) continue;
            const std::string kind = scene::AttributeReader::own_text(*feature, "kind");
            if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end())
                found.push_back(label_point(feature->geometry));
        }
    };
    add(Role::opening, {"door", "gate"});
    add(Role::target, {"entrance"});
    return found;
}

bool on_foot(const PathNetwork& paths, const Link& link) {
    return std::none_of(link.segments.begin(), link.segments.end(), [&](std::uint32_t s) {
        const std::string kind = scene::AttributeReader::own_text(paths.path_of(s), "kind");
        return kind == "road" || kind == "service";
    });
}

Point middle_of(const std::vector<Point>& course, double length_m) {
    double left = length_m / 2;
    for (std::size_t i = 0; i + 1 < course.size(); ++i) {
        const double step = distance(course[i], course[i + 1]);
        if (step >= left && step > 0) return course[i] + (course[i + 1] - course[i]) * (left / step);
        left -= step;
    }
    return course.back();
}

// Takes ways that end inside away, then those that end now, until none does: `through` stays with the rest.
void find_through(const Network& network, const Links& links, const std::vector<char>& ends_inside,
                  std::vector<LinkFacts>& facts) {
    std::vector<std::vector<std::uint32_t>> at(network.nodes.size());
    for (std::uint32_t l = 0; l < links.all.size(); ++l) {
        facts[l].through = true;
        at[links.all[l].from_node].push_back(l);
        at[links.all[l].to_node].push_back(l);
    }
    std::vector<std::size_t> degree(at.size());
    std::vector<std::uint32_t> open;
    for (std::uint32_t node = 0; node < at.size(); ++node) {
        degree[node] = at[node].size();
        if (degree[node] == 1 && ends_inside[node] != 0) open.push_back(node);
    }
    while (!open.empty()) {
        const std::uint32_t node = open.back();
        open.pop_back();
        for (const std::uint32_t l : at[node]) {
            if (!facts[l].through) continue;
            facts[l].through = false;
            const Link& link = links.all[l];
            const std::uint32_t other = link.from_node == node ? link.to_node : link.from_node;
            if (--degree[other] == 1) open.push_back(other);
        }
    }
}

// The longest part of each network is what others lead to: a place with one way in has streets one passes
// through, too.
void keep_the_longest(const Network& network, const Links& links, const std::vector<LinkFacts>& facts,
                      const std::vector<std::uint32_t>& part,
                      const std::vector<std::vector<std::uint32_t>>& nodes, std::vector<char>& leaves) {
    std::vector<double> metres(nodes.size());
    for (std::uint32_t l = 0; l < links.all.size(); ++l)
        if (const Link& link = links.all[l]; facts[l].through && part[link.from_node] == part[link.to_node])
            metres[part[link.from_node]] += link.length_m;
    std::map<std::uint32_t, std::uint32_t> longest; // by network
    for (std::uint32_t p = 0; p < nodes.size(); ++p) {
        const auto [found, added] = longest.emplace(network.component[nodes[p].front()], p);
        if (!added && metres[p] > metres[found->second]) found->second = p;
    }
    for (const auto& [whole, p] : longest)
        leaves[p] = 1;
}

// Parts that hang on the rest by one link, and from which no way leaves the plan, lead nowhere either, but
// for the longest: a cul-de-sac that ends in a loop. Parts are what is left between bridges.
void find_loops(const Network& network, const Links& links, const std::vector<char>& ends_inside,
                const std::vector<char>& bridges, std::vector<LinkFacts>& facts) {
    constexpr auto none = static_cast<std::uint32_t>(-1);
    std::vector<std::vector<std::uint32_t>> at(network.nodes.size());
    for (std::uint32_t l = 0; l < links.all.size(); ++l)
        if (facts[l].through) {
            at[links.all[l].from_node].push_back(l);
            at[links.all[l].to_node].push_back(l);
        }
    const auto other = [&](std::uint32_t l, std::uint32_t node) {
        return links.all[l].from_node == node ? links.all[l].to_node : links.all[l].from_node;
    };
    std::vector<std::uint32_t> part(network.nodes.size(), none);
    std::vector<std::vector<std::uint32_t>> nodes;
    for (std::uint32_t first = 0; first < part.size(); ++first) {
        if (part[first] != none || at[first].empty()) continue;
        std::vector<std::uint32_t> met{first};
        part[first] = static_cast<std::uint32_t>(nodes.size());
        for (std::size_t k = 0; k < met.size(); ++k)
            for (const std::uint32_t l : at[met[k]])
                if (const std::uint32_t next = other(l, met[k]); bridges[l] == 0 && part[next] == none) {
                    part[next] = part[first];
                    met.push_back(next);
                }
        nodes.push_back(std::move(met));
    }
    std::vector<std::vector<std::uint32_t>> hangs(nodes.size()); // by part: the bridges at it
    std::vector<char> leaves(nodes.size(), 0);                   // the plan
    for (std::uint32_t p = 0; p < nodes.size(); ++p)
        for (const std::uint32_t node : nodes[p]) {
            leaves[p] |= network.degree(node) == 1 && ends_inside[node] == 0 ? 1 : 0;
            for (const std::uint32_t l : at[node])
                if (bridges[l] != 0) hangs[p].push_back(l);
        }
    keep_the_longest(network, links, facts, part, nodes, leaves);
    std::vector<std::uint32_t> open;
    for (std::uint32_t p = 0; p < nodes.size(); ++p)
        if (hangs[p].size() == 1 && leaves[p] == 0) open.push_back(p);
    while (!open.empty()) {
        const std::uint32_t p = open.back();
        open.pop_back();
        const auto bridge =
            std::find_if(hangs[p].begin(), hangs[p].end(), [&](std::uint32_t l) { return facts[l].through; });
        if (bridge == hangs[p].end()) continue; // all that is left
        for (const std::uint32_t node : nodes[p])
            for (const std::uint32_t l : at[node])
                facts[l].through = false;
        const Link& link = links.all[*bridge];
        const std::uint32_t next = part[link.from_node] == p ? part[link.to_node] : part[link.from_node];
        const auto left = std::count_if(hangs[next].begin(), hangs[next].end(),
                                        [&](std::uint32_t l) { return facts[l].through; });
        if (left == 1 && leaves[next] == 0) open.push_back(next);
    }
}

void find_served(const engine::Context& context, const Links& links, double serve_m,
                 std::vector<LinkFacts>& facts) {
    std::vector<Box> boxes;
    for (const Link& link : links.all)
        boxes.push_back(box_of(link.course));
    const SpatialIndex index(boxes);
    for (const Point door : entrances(context)) {
        Box window;
        window.add(door);
        for (const std::uint32_t l : index.query(window.grown(serve_m)))
            if (!facts[l].served)
                facts[l].served = distance(Geometry::make_line(links.all[l].course), door) <= serve_m;
    }
}

} // namespace

bool has_entrances(const engine::Context& context) {
    return !entrances(context).empty();
}

std::vector<LinkFacts> link_facts(const engine::Context& context, const engine::Workers& workers,
                                  const PathNetwork& paths, const Links& links,
                                  const FactSettings& settings) {
    const Network& network = paths.network;
    const scene::StudyArea study(context.site());
    std::vector<LinkFacts> facts(links.all.size());
    std::vector<char> ends_inside(network.nodes.size());
    for (std::uint32_t node = 0; node < network.nodes.size(); ++node)
        ends_inside[node] = network.degree(node) == 1 && study.contains(network.nodes[node]) ? 1 : 0;
    const auto round = street_network::ways_round(workers, network, links,
                                                  std::max(farthest_round_m, settings.alternative_m));
    const std::vector<char> bridges = street_network::bridges(network, links);
    find_through(network, links, ends_inside, facts);
    find_loops(network, links, ends_inside, bridges, facts);
    find_served(context, links, settings.serve_m, facts);
    for (std::size_t l = 0; l < facts.size(); ++l) {
        const Link& link = links.all[l];
        LinkFacts& fact = facts[l];
        for (const std::uint32_t s : link.segments) {
            const auto& segment = network.segments[s];
            if (study.contains((segment.from + segment.to) * 0.5)) fact.scored_m += segment.length_m;
        }
        fact.scored = fact.scored_m * 2 >= link.length_m;
        fact.ends = ends_inside[link.from_node] != 0 || ends_inside[link.to_node] != 0;
        fact.bridge = bridges[l] != 0;
        fact.way_round_m = round[l];
        fact.could_be_only = on_foot(paths, link) && link.length_m >= settings.least_predictor_m &&
                             !street_network::is_dead_end(network, link);
        fact.predictor =
            fact.could_be_only && (!round[l] || *round[l] > link.length_m + settings.alternative_m);
        fact.middle = middle_of(link.course, link.length_m);
    }
    return facts;
}

} // namespace prospect::access
