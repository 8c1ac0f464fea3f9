#include "analysis/access/sealing.h"

#include "analysis/access/min_cut.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace prospect::access {

namespace {

using scene::AccessGraph;
using scene::Passage;

constexpr double cannot_close = std::numeric_limits<double>::infinity();

bool is_household(const scene::AccessPlace& place) {
    return place.building != nullptr || place.ownership >= scene::Ownership::private_ground;
}

// Edges of the zone that one walks in over from the public realm past nothing that could be closed.
void find_open_ways(const AccessGraph& graph, const std::set<std::uint32_t>& zone, Buildings buildings,
                    Sealing& sealing) {
    const std::vector<bool> open = places_from(
        graph, public_places(graph), buildings, [&](const Passage& passage, std::uint32_t, std::uint32_t to) {
            return passage.kind == Passage::Kind::open && !zone.contains(to);
        });
    for (std::uint32_t i = 0; i < graph.passages().size(); ++i) {
        const Passage& passage = graph.passages()[i];
        const bool from_within = zone.contains(passage.from);
        if (passage.kind != Passage::Kind::open || from_within == zone.contains(passage.to) ||
            !open[from_within ? passage.to : passage.from])
            continue;
        sealing.open_ways.push_back(i);
        sealing.open_m += passage.width_m;
    }
}

// The places that one does not get to past the cut. What nothing leads to is no place to be in: a building
// without a door.
std::vector<std::uint32_t> shut_off(const AccessGraph& graph, const std::vector<std::uint32_t>& cut,
                                    Buildings buildings) {
    std::set<const Passage*> closed;
    for (const std::uint32_t i : cut)
        closed.insert(&graph.passages()[i]);
    const std::vector<bool> reached = places_from(
        graph, public_places(graph), buildings,
        [&](const Passage& passage, std::uint32_t, std::uint32_t) { return !closed.contains(&passage); });
    std::vector<std::uint32_t> found;
    for (std::uint32_t p = 0; p < graph.places().size(); ++p)
        if (!reached[p] && !graph.places()[p].solid && !graph.passages_of(p).empty()) found.push_back(p);
    return found;
}

// The network whose least cut is asked for. Nodes: places, the public realm and the zone as one each, and two
// for every opening between more than two places, so that it is paid for once.
class Network {
public:
    Network(const AccessGraph& graph, const std::set<std::uint32_t>& zone, ControlCost cost,
            Buildings buildings)
        : graph_(graph), zone_(zone), cost_(cost), buildings_(buildings),
          nodes_(static_cast<std::uint32_t>(graph.places().size()) + 2) {
        std::map<Uuid, std::vector<std::uint32_t>> of_opening;
        for (std::uint32_t i = 0; i < graph.passages().size(); ++i) {
            const Passage& passage = graph.passages()[i];
            if (passage.kind == Passage::Kind::opening)
                of_opening[passage.thing->id].push_back(i);
            else
                add(i);
        }
        for (const auto& [id, passages] : of_opening)
            if (passages.size() == 1)
                add(passages.front());
            else
                add_opening(passages);
    }

    // Passages that are cut, ascending; absent where the zone cannot be closed off.
    std::optional<std::vector<std::uint32_t>> cut(double& cost) const {
        const auto found = min_cut(nodes_, edges_, source(), sink());
        if (!found) return std::nullopt;
        cost = found->cost;
        std::vector<std::uint32_t> passages;
        for (const std::uint32_t e : found->edges)
            passages.insert(passages.end(), closes_[e].begin(), closes_[e].end());
        std::sort(passages.begin(), passages.end());
        return passages;
    }

private:
    std::uint32_t source() const { return static_cast<std::uint32_t>(graph_.places().size()); }
    std::uint32_t sink() const { return source() + 1; }
    std::uint32_t node(std::uint32_t place) const {
        return zone_.contains(place) ? sink() : graph_.places()[place].public_realm ? source() : place;
    }
    double price(const Passage& passage) const {
        return passage.kind == Passage::Kind::open ? cannot_close
               : cost_ == ControlCost::alike       ? 1
                                                   : passage.cost;
    }
    // Whether somebody may pass through the place on the way.
    bool on_the_way(std::uint32_t place) const {
        const std::uint32_t as = node(place);
        return as == source() || as == sink() || leads_on(graph_.places()[place], buildings_);
    }

    void add(std::uint32_t i) {
        const Passage& passage = graph_.passages()[i];
        if (node(passage.from) == node(passage.to) || !on_the_way(passage.from) || !on_the_way(passage.to))
            return;
        edges_.push_back({node(passage.from), node(passage.to), price(passage)});
        closes_.push_back({i});
    }

    void add_opening(const std::vector<std::uint32_t>& passages) {
        const std::uint32_t in = nodes_++;
        const std::uint32_t out = nodes_++;
        std::set<std::uint32_t> sides;
        for (const std::uint32_t i : passages)
            for (const std::uint32_t place : {graph_.passages()[i].from, graph_.passages()[i].to})
                if (on_the_way(place)) sides.insert(node(place));
        for (const std::uint32_t side : sides) {
            edges_.push_back({side, in, cannot_close, true});
            closes_.emplace_back();
            edges_.push_back({out, side, cannot_close, true});
            closes_.emplace_back();
        }
        edges_.push_back({in, out, price(graph_.passages()[passages.front()]), true});
        closes_.push_back(passages);
    }

    const AccessGraph& graph_;
    const std::set<std::uint32_t>& zone_;
    ControlCost cost_;
    Buildings buildings_;
    std::uint32_t nodes_;
    std::vector<FlowEdge> edges_;
    std::vector<std::vector<std::uint32_t>> closes_; // passages, by edge
};

} // namespace

Sealing sealing_of(const AccessGraph& graph, std::span<const std::uint32_t> places, ControlCost cost,
                   Buildings buildings) {
    const std::set<std::uint32_t> zone(places.begin(), places.end());
    Sealing sealing;
    auto cut = Network(graph, zone, cost, buildings).cut(sealing.cost);
    if (!cut) {
        sealing.possible = false;
        find_open_ways(graph, zone, buildings, sealing);
        return sealing;
    }
    sealing.passages = std::move(*cut);
    std::vector<std::uint32_t> gaps;
    for (const std::uint32_t i : sealing.passages)
        if (graph.passages()[i].kind == Passage::Kind::gap) gaps.push_back(i);
    sealing.within = shut_off(graph, sealing.passages, buildings);
    const std::vector<bool> out = gets_out(graph, gaps);
    for (const std::uint32_t p : sealing.within)
        if (!out[p]) sealing.trapped.push_back(p);
    return sealing;
}

std::vector<const Passage*> controls_of(const AccessGraph& graph, const Sealing& sealing) {
    std::vector<const Passage*> controls;
    std::set<Uuid> known;
    for (const std::uint32_t i : sealing.passages) {
        const Passage& passage = graph.passages()[i];
        if (passage.kind != Passage::Kind::opening || known.insert(passage.thing->id).second)
            controls.push_back(&passage);
    }
    return controls;
}

std::vector<bool> gets_out(const AccessGraph& graph, std::span<const std::uint32_t> closed) {
    std::set<const Passage*> shut;
    for (const std::uint32_t i : closed)
        shut.insert(&graph.passages()[i]);
    const Reach reach = reach_of(graph, Buildings::lead_nowhere);
    // Backwards, from where one is out to where one comes from.
    return places_from(graph, public_places(graph), Buildings::lead_nowhere,
                       [&](const Passage& passage, std::uint32_t to, std::uint32_t from) {
                           if (shut.contains(&passage)) return false;
                           if (passage.kind != Passage::Kind::opening) return true;
                           const scene::AccessPlace& place = graph.places()[from];
                           if (is_household(place)) return true;
                           if (passage.control.control == scene::Control::locked) return false;
                           if (passage.control.control != scene::Control::admitted) return true;
                           return !reach.depth[from] ||
                                  (reach.depth[to] && *reach.depth[from] >= *reach.depth[to]);
                       });
}

} // namespace prospect::access
