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
    std::vector<std::uint32_t> passages; // to be closed, ascending: each of an opening or a gap
    std::vector<std::uint32_t> within; // places that are shut off then, the zone's own among them, ascending
    double open_m = 0;                 // not possible: of open edge on the way in with the least of it
    std::vector<std::uint32_t> open_ways; // those open edges
    // Places within from which nobody gets out once the gaps are closed: past gates that are locked only
    // those with a key get.
    std::vector<std::uint32_t> trapped;
};

// By least cut from the public realm to the places (domain §3c, min-cut to seal a zone), whatever the
// controls are now. Getting out: a door or gate that is not locked is taken to open from within; whoever is
// in a building or on private or restricted ground has the keys of its doors and gates. Cost: one maximum flow.
Sealing sealing_of(const scene::AccessGraph& graph, std::span<const std::uint32_t> places, ControlCost cost,
                   Buildings buildings);

// Places from which whoever is there gets to the public realm at the graph's time without a key, by place.
// closed: passages that nobody passes. Cost: O(places + passages).
std::vector<bool> gets_out(const scene::AccessGraph& graph, std::span<const std::uint32_t> closed);

} // namespace prospect::access
