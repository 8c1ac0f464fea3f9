// Who can get where in a plan at a time, and what is asked of it: how one gets to a spot, and what closes it
// off.
#pragma once

#include "analysis/access/reach.h"
#include "analysis/access/sealing.h"
#include "analysis/scene/scene.h"
#include "app/render/paint_walk.h"

#include <memory>
#include <optional>
#include <vector>

namespace prospect::app {

// Immutable: safe from several threads.
struct AccessPlan {
    std::shared_ptr<const scene::Scene> scene;
    std::shared_ptr<const scene::AccessGraph> graph;
    scene::Mover mover{};
    access::Reach reach;
    // By place: who has to be let through the hardest door or gate on the easiest way there; absent where no
    // way leads.
    std::vector<std::optional<scene::Control>> hardest;
    std::shared_ptr<const render::WalkGround> ground;

    const scene::AccessPlace& place(std::uint32_t p) const { return graph->places()[p]; }
    const scene::Passage& passage(std::uint32_t p) const { return graph->passages()[p]; }
};
// For a worker. Cost: the access graph.
std::shared_ptr<const AccessPlan> access_plan(const SitePtr& site, const TimeContext& time,
                                              scene::Mover mover, const Progress& progress = {});

// Of one spot.
struct WaysIn {
    Point spot;
    std::uint32_t place = 0;
    std::vector<std::uint32_t> way;   // passages, from the public realm on
    std::vector<Point> line;          // to be drawn
    std::vector<std::uint32_t> asked; // places that would be closed off: those of its zone, else its own
    std::optional<access::Sealing> sealing; // absent: everybody may be there, or nobody can
    std::vector<std::uint32_t> controls;    // passages, one each of an opening that is cut in pieces
};
// For a worker. Cost: a shortest way and a maximum flow.
WaysIn ways_in(const AccessPlan& plan, Point spot);

// Whether a passage is worth a row or a mark: a door or gate, or a gap one gets through from one piece of
// ground to another.
bool is_listed(const AccessPlan& plan, const scene::Passage& passage);

} // namespace prospect::app
