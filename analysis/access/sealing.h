// Which doors, gates and gaps close a piece of ground off, and whether whoever is within gets out.
#pragma once

#include "analysis/access/reach.h"

#include <span>
#include <vector>

namespace prospect::access {

// What a control costs: as the plan says (attribute cost), or each the same, so that the fewest are found.
enum class ControlCost : std::uint8_t { given, alike };

struct Sealing {
    bool possible = true; // false: some way in has nothing on it that could be closed
    double cost = 0;
    std::vector<std::uint32_t> passages; // to be closed, ascending: of openings, all of each, and of gaps
    std::vector<std::uint32_t> within; // places that are shut off then, the zone's own among them, ascending
    std::vector<std::uint32_t> open_ways; // not possible: open edges of the zone one walks in over
    double open_m = 0;                    // of them together
    // Places within from which nobody gets out once the gaps are closed: past gates that are locked only
    // those with a key get.
    std::vector<std::uint32_t> trapped;
};

// By least cut from the public realm to the places (domain §3c, min-cut to seal a zone), whatever the
// controls are now; an opening between more than two places is one control. Cost: one maximum flow.
Sealing sealing_of(const scene::AccessGraph& graph, std::span<const std::uint32_t> places, ControlCost cost,
                   Buildings buildings);
// What it closes: an opening once, each gap.
std::vector<const scene::Passage*> controls_of(const scene::AccessGraph& graph, const Sealing& sealing);

// Places from which whoever is there gets to the public realm at the graph's time without a key, by place.
// What is locked opens for those in a building and on private or restricted ground, who have the keys of its
// doors and gates; what somebody lets people through (Control::admitted) opens on the way out: out of a
// building, and towards ground that is no deeper. Buildings lead out, and nobody through. closed: passages
// that nobody passes. Cost: O(places + passages).
std::vector<bool> gets_out(const scene::AccessGraph& graph, std::span<const std::uint32_t> closed);

} // namespace prospect::access
