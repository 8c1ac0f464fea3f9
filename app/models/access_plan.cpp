#include "app/models/access_plan.h"

#include "analysis/access/way_line.h"

#include <queue>

#include <algorithm>
#include <array>
#include <set>

namespace prospect::app {

using scene::AccessGraph;
using scene::AccessPlace;
using scene::Control;
using scene::Passage;

namespace {

constexpr int deepest_shown = 3;

// What lies on the ground and can be walked on: not what is within a building.
bool is_ground(const AccessPlace& place) {
    return !place.solid && !place.building;
}

// By levels of control: all that is reached past doors and gates of at most this one.
std::vector<std::optional<Control>> hardest_of(const AccessGraph& graph) {
    std::vector<std::optional<Control>> hardest(graph.places().size());
    const auto begin = access::public_places(graph);
    for (const Control most : {Control::open, Control::unlocked, Control::admitted, Control::locked}) {
        const auto reached = access::places_from(
            graph, begin, access::Buildings::lead_nowhere,
            [&](const Passage& passage, std::uint32_t, std::uint32_t to) {
                const bool is_thing = passage.kind == Passage::Kind::opening;
                return !graph.places()[to].solid && (!is_thing || passage.control.control <= most);
            });
        for (std::size_t p = 0; p < hardest.size(); ++p)
            if (reached[p] && !hardest[p]) hardest[p] = most;
    }
    return hardest;
}

std::shared_ptr<const render::WalkGround> ground_of(const AccessGraph& graph, const access::Reach& reach) {
    auto ground = std::make_shared<render::WalkGround>();
    std::vector<bool> wanted(graph.places().size());
    for (std::size_t doors = 0; doors < render::walk_classes; ++doors) {
        for (std::size_t p = 0; p < wanted.size(); ++p) {
            const auto& depth = reach.depth[p];
            const std::size_t own =
                depth ? static_cast<std::size_t>(std::min(*depth, deepest_shown)) : render::walk_classes - 1;
            wanted[p] = is_ground(graph.places()[p]) && own == doors;
        }
        ground->by_doors[doors] = graph.triangles(wanted);
    }
    return ground;
}

} // namespace

std::shared_ptr<const AccessPlan> access_plan(const SitePtr& site, const TimeContext& time,
                                              scene::Mover mover, const Progress& progress) {
    auto plan = std::make_shared<AccessPlan>();
    plan->scene = std::make_shared<const scene::Scene>(site, time, false);
    plan->mover = mover;
    plan->graph = plan->scene->access_graph({.mover = mover}, progress);
    plan->reach = access::reach_of(*plan->graph, access::Buildings::lead_nowhere);
    plan->hardest = hardest_of(*plan->graph);
    plan->ground = ground_of(*plan->graph, plan->reach);
    return plan;
}

WaysIn ways_in(const AccessPlan& plan, Point spot) {
    const AccessGraph& graph = *plan.graph;
    WaysIn found{.spot = spot, .place = graph.place_at(spot)};
    const AccessPlace& place = plan.place(found.place);
    found.asked = place.zone ? graph.places_of(*place.zone) : std::vector{found.place};
    if (place.solid) return found;
    found.way = access::way_to(graph, plan.reach, found.place);
    if (!found.way.empty()) found.line = access::way_line(graph, found.way, spot);
    if (place.public_realm) return found;
    found.sealing =
        access::sealing_of(graph, found.asked, access::ControlCost::given, access::Buildings::lead_nowhere);
    std::set<Uuid> known;
    for (const std::uint32_t i : found.sealing->passages)
        if (plan.passage(i).kind != Passage::Kind::opening || known.insert(plan.passage(i).thing->id).second)
            found.controls.push_back(i);
    return found;
}

bool is_listed(const AccessPlan& plan, const Passage& passage) {
    if (passage.kind != Passage::Kind::gap) return passage.kind == Passage::Kind::opening;
    const auto& from = plan.place(passage.from).zone;
    const auto& to = plan.place(passage.to).zone;
    const bool same = from && to && from->id == to->id;
    return !same && passage.width_m >= scene::least_width_m(plan.mover);
}

} // namespace prospect::app
