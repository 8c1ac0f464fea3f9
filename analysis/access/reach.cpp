#include "analysis/access/reach.h"

#include <algorithm>
#include <deque>

namespace prospect::access {

bool leads_on(const scene::AccessPlace& place, Buildings buildings) {
    return !place.solid && (!place.building || place.zone || buildings == Buildings::lead_through);
}

std::vector<std::uint32_t> public_places(const scene::AccessGraph& graph) {
    std::vector<std::uint32_t> found;
    for (std::uint32_t p = 0; p < graph.places().size(); ++p)
        if (graph.places()[p].public_realm) found.push_back(p);
    return found;
}

std::vector<bool> places_from(const scene::AccessGraph& graph, std::span<const std::uint32_t> beginning,
                              Buildings buildings, const Passes& passes) {
    std::vector<bool> reached(graph.places().size(), false);
    std::vector<std::uint32_t> open(beginning.begin(), beginning.end());
    for (const std::uint32_t p : beginning)
        reached[p] = true;
    for (std::size_t next = 0; next < open.size(); ++next) {
        const std::uint32_t from = open[next];
        if (next >= beginning.size() && !leads_on(graph.places()[from], buildings)) continue;
        for (const std::uint32_t i : graph.passages_of(from)) {
            const scene::Passage& passage = graph.passages()[i];
            const std::uint32_t to = passage.from == from ? passage.to : passage.from;
            if (reached[to] || !passes(passage, from, to)) continue;
            reached[to] = true;
            open.push_back(to);
        }
    }
    return reached;
}

namespace {

Reach reach_from(const scene::AccessGraph& graph, Buildings buildings,
                 std::span<const std::uint32_t> beginning) {
    const auto& places = graph.places();
    Reach reach{std::vector<std::optional<int>>(places.size()),
                std::vector<std::optional<std::uint32_t>>(places.size())};
    std::deque<std::uint32_t> open;
    for (const std::uint32_t p : beginning) {
        reach.depth[p] = 0;
        open.push_back(p);
    }
    std::vector<bool> done(places.size(), false);
    while (!open.empty()) {
        const std::uint32_t p = open.front();
        open.pop_front();
        if (done[p]) continue;
        done[p] = true;
        if (!leads_on(places[p], buildings)) continue;
        for (const std::uint32_t i : graph.passages_of(p)) {
            const scene::Passage& passage = graph.passages()[i];
            const std::uint32_t next = passage.from == p ? passage.to : passage.from;
            const int depth = *reach.depth[p] + (passage.controlled() ? 1 : 0);
            if (reach.depth[next] && *reach.depth[next] <= depth) continue;
            reach.depth[next] = depth;
            reach.by[next] = i;
            if (passage.controlled())
                open.push_back(next);
            else
                open.push_front(next);
        }
    }
    return reach;
}

} // namespace

Reach reach_of(const scene::AccessGraph& graph, Buildings buildings) {
    return reach_from(graph, buildings, public_places(graph));
}

Reach reach_from_outside(const scene::AccessGraph& graph, Buildings buildings) {
    std::vector<std::uint32_t> at_rim = public_places(graph);
    std::erase_if(at_rim, [&](std::uint32_t p) { return !graph.places()[p].at_rim; });
    return reach_from(graph, buildings, at_rim);
}

std::vector<std::uint32_t> way_to(const scene::AccessGraph& graph, const Reach& reach, std::uint32_t place) {
    std::vector<std::uint32_t> way;
    while (reach.by[place]) {
        const std::uint32_t i = *reach.by[place];
        way.push_back(i);
        const scene::Passage& passage = graph.passages()[i];
        place = passage.from == place ? passage.to : passage.from;
    }
    std::reverse(way.begin(), way.end());
    return way;
}

} // namespace prospect::access
