// How deep in a plan a place lies, in controls that one has to pass.
#pragma once

#include "analysis/scene/access_graph.h"

#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace prospect::access {

// Whether ways lead through buildings that no zone says anything of. What is inside is not known: doors lead
// in, and not through.
enum class Buildings : std::uint8_t { lead_nowhere, lead_through };

// Whether one who is there gets on to other ground.
bool leads_on(const scene::AccessPlace& place, Buildings buildings);

// The places one comes to, step by step from those at the beginning; passes(passage, from, to) says whether a
// step is taken, and nobody goes on from where leads_on() is false, the beginning apart. Cost: O(places +
// passages).
using Passes = std::function<bool(const scene::Passage& passage, std::uint32_t from, std::uint32_t to)>;
std::vector<bool> places_from(const scene::AccessGraph& graph, std::span<const std::uint32_t> beginning,
                              Buildings buildings, const Passes& passes);
// Of the public realm.
std::vector<std::uint32_t> public_places(const scene::AccessGraph& graph);

struct Reach {
    // By place: the least number of controlled crossings (Passage::controlled) from the public realm; absent
    // where nobody gets to.
    std::vector<std::optional<int>> depth;
    // The passage by which it is reached so, the first of several; absent in the public realm.
    std::vector<std::optional<std::uint32_t>> by;
};

// Breadth first with crossings of weight 0 and 1 (domain §3c, depth of zone). Cost: O(places + passages).
Reach reach_of(const scene::AccessGraph& graph, Buildings buildings);
// The same for somebody who comes from outside the plan: public ground within it that gates shut off is as
// deep as these.
Reach reach_from_outside(const scene::AccessGraph& graph, Buildings buildings);

// The passages from the public realm to a place, in the order one meets them; empty in the public realm and
// where nobody gets to.
std::vector<std::uint32_t> way_to(const scene::AccessGraph& graph, const Reach& reach, std::uint32_t place);

} // namespace prospect::access
