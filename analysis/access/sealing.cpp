#include "analysis/access/sealing.h"

#include "analysis/access/min_cut.h"

#include <queue>

#include <algorithm>
#include <limits>
#include <set>

namespace prospect::access {

namespace {

using scene::AccessGraph;
using scene::Passage;

bool leads_on(const scene::AccessPlace& place, Buildings buildings) {
    return !place.solid && (!place.building || place.zone || buildings == Buildings::lead_through);
}

// Whoever is in a building, or on ground of its own household or staff, has the keys of its doors.
bool opens_outward(const AccessGraph& graph, const Passage& passage, std::uint32_t from) {
    if (passage.kind != Passage::Kind::opening) return true;
    const scene::AccessPlace& place = graph.places()[from];
    return passage.control.control != scene::Control::locked || place.building != nullptr ||
           place.ownership >= scene::Ownership::private_ground;
}

// The open edges on the way in that has the fewest metres of them to be fenced before the zone is reached:
// the widest of the narrowest would say little to anybody, the one next to the zone most.
void find_open_way(const AccessGraph& graph, const std::set<std::uint32_t>& zone, Buildings buildings,
                   Sealing& sealing) {
    // Backwards from the zone over open edges alone; where that meets the public realm, the edge at the zone.
    std::vector<std::uint32_t> open(zone.begin(), zone.end());
    std::vector<std::uint32_t> first(graph.places().size(), std::numeric_limits<std::uint32_t>::max());
    std::vector<bool> seen(graph.places().size(), false);
    for (const std::uint32_t p : zone)
        seen[p] = true;
    std::set<std::uint32_t> ways;
    for (std::size_t next = 0; next < open.size(); ++next) {
        const std::uint32_t p = open[next];
        for (const std::uint32_t i : graph.passages_of(p)) {
            const Passage& passage = graph.passages()[i];
            if (passage.kind != Passage::Kind::open) continue;
            const std::uint32_t other = passage.from == p ? passage.to : passage.from;
            if (zone.contains(other)) continue;
            const std::uint32_t edge = zone.contains(p) ? i : first[p];
            if (graph.places()[other].public_realm) ways.insert(edge);
            if (seen[other] || graph.places()[other].public_realm ||
                !leads_on(graph.places()[other], buildings))
                continue;
            seen[other] = true;
            first[other] = edge;
            open.push_back(other);
        }
    }
    sealing.open_ways.assign(ways.begin(), ways.end());
    for (const std::uint32_t i : ways)
        sealing.open_m += graph.passages()[i].width_m;
}

// The places that cannot be reached from the public realm past the cut.
std::vector<std::uint32_t> shut_off(const AccessGraph& graph, const std::vector<std::uint32_t>& cut,
                                    Buildings buildings) {
    const std::set<std::uint32_t> closed(cut.begin(), cut.end());
    std::vector<bool> reached(graph.places().size(), false);
    std::vector<std::uint32_t> open;
    for (std::uint32_t p = 0; p < graph.places().size(); ++p)
        if (graph.places()[p].public_realm) {
            reached[p] = true;
            open.push_back(p);
        }
    while (!open.empty()) {
        const std::uint32_t p = open.back();
        open.pop_back();
        if (!leads_on(graph.places()[p], buildings)) continue;
        for (const std::uint32_t i : graph.passages_of(p)) {
            if (closed.contains(i)) continue;
            const Passage& passage = graph.passages()[i];
            const std::uint32_t other = passage.from == p ? passage.to : passage.from;
            if (reached[other]) continue;
            reached[other] = true;
            open.push_back(other);
        }
    }
    std::vector<std::uint32_t> found;
    for (std::uint32_t p = 0; p < graph.places().size(); ++p)
        // What nothing leads to is no place to be in: a building without a door.
        if (!reached[p] && !graph.places()[p].solid && !graph.passages_of(p).empty()) found.push_back(p);
    return found;
}

} // namespace

Sealing sealing_of(const AccessGraph& graph, std::span<const std::uint32_t> places, ControlCost cost,
                   Buildings buildings) {
    const std::set<std::uint32_t> zone(places.begin(), places.end());
    const auto count = static_cast<std::uint32_t>(graph.places().size());
    const std::uint32_t source = count;
    const std::uint32_t sink = count + 1;
    std::vector<FlowEdge> edges;
    std::vector<std::uint32_t> passage_of;
    const auto node = [&](std::uint32_t p) {
        return zone.contains(p) ? sink : graph.places()[p].public_realm ? source : p;
    };
    for (std::uint32_t i = 0; i < graph.passages().size(); ++i) {
        const Passage& passage = graph.passages()[i];
        const std::uint32_t a = node(passage.from);
        const std::uint32_t b = node(passage.to);
        if (a == b) continue;
        const auto blind = [&](std::uint32_t p, std::uint32_t as) {
            return as == p && !leads_on(graph.places()[p], buildings);
        };
        if (blind(passage.from, a) || blind(passage.to, b)) continue;
        const double price = passage.kind == Passage::Kind::open ? std::numeric_limits<double>::infinity()
                             : cost == ControlCost::alike        ? 1
                                                                 : passage.cost;
        edges.push_back({a, b, price});
        passage_of.push_back(i);
    }
    Sealing sealing;
    const auto cut = min_cut(count + 2, edges, source, sink);
    if (!cut) {
        sealing.possible = false;
        find_open_way(graph, zone, buildings, sealing);
        return sealing;
    }
    sealing.cost = cut->cost;
    std::vector<std::uint32_t> gaps;
    for (const std::uint32_t e : cut->edges) {
        sealing.passages.push_back(passage_of[e]);
        if (graph.passages()[passage_of[e]].kind == Passage::Kind::gap) gaps.push_back(passage_of[e]);
    }
    std::sort(sealing.passages.begin(), sealing.passages.end());
    sealing.within = shut_off(graph, sealing.passages, buildings);
    const std::vector<bool> out = gets_out(graph, gaps);
    for (const std::uint32_t p : sealing.within)
        if (!out[p]) sealing.trapped.push_back(p);
    return sealing;
}

std::vector<bool> gets_out(const AccessGraph& graph, std::span<const std::uint32_t> closed) {
    const std::set<std::uint32_t> shut(closed.begin(), closed.end());
    std::vector<bool> out(graph.places().size(), false);
    std::vector<std::uint32_t> open;
    for (std::uint32_t p = 0; p < graph.places().size(); ++p)
        if (graph.places()[p].public_realm) {
            out[p] = true;
            open.push_back(p);
        }
    // Backwards: from where one is out to where one comes from.
    while (!open.empty()) {
        const std::uint32_t p = open.back();
        open.pop_back();
        for (const std::uint32_t i : graph.passages_of(p)) {
            if (shut.contains(i)) continue;
            const Passage& passage = graph.passages()[i];
            const std::uint32_t from = passage.from == p ? passage.to : passage.from;
            if (out[from] || graph.places()[from].solid || !opens_outward(graph, passage, from)) continue;
            out[from] = true;
            open.push_back(from);
        }
    }
    return out;
}

} // namespace prospect::access
