#include "analysis/access/reach.h"

#include <algorithm>
#include <deque>

namespace prospect::access {

Reach reach_of(const scene::AccessGraph& graph, Buildings buildings) {
    const auto& places = graph.places();
    Reach reach{std::vector<std::optional<int>>(places.size()),
                std::vector<std::optional<std::uint32_t>>(places.size())};
    std::deque<std::uint32_t> open;
    for (std::uint32_t p = 0; p < places.size(); ++p)
        if (places[p].public_realm) {
            reach.depth[p] = 0;
            open.push_back(p);
        }
    std::vector<bool> done(places.size(), false);
    while (!open.empty()) {
        const std::uint32_t p = open.front();
        open.pop_front();
        if (done[p]) continue;
        done[p] = true;
        const bool leads_on = !places[p].building || places[p].zone || buildings == Buildings::lead_through;
        if (!leads_on) continue;
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
