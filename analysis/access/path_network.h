// The paths of a plan as a street network.
#pragma once

#include "analysis/scene/notes.h"
#include "analysis/street_network/links.h"
#include "geometry/site/site.h"

#include <string>

namespace prospect::access {

enum class Travellers : std::uint8_t {
    all,     // every path
    foot,    // all but roads
    vehicle, // roads and service ways
};

struct PathNetwork {
    std::vector<FeaturePtr> paths;   // by course of the network
    street_network::Network network; // local
    std::vector<scene::Note> notes;  // what was joined, mended and left out

    const Feature& path_of(std::uint32_t segment) const { return *paths[network.segments[segment].course]; }
    // "Wharf Path", or "Wharf Path and Mill Row" where a link is of several, in their order along it.
    std::string name_of(const street_network::Link& link) const;
};

// The paths present in the phase for these travellers. A path without `kind` is for all. Throws
// Error(refused) when there is none with a length.
PathNetwork path_network(const Site& site, Phase phase, Travellers travellers,
                         const street_network::JoinSettings& settings);

} // namespace prospect::access
