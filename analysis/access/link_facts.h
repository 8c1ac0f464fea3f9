// What each link of a path network is good for: a way through, the only way, a way that ends.
#pragma once

#include "analysis/access/path_network.h"
#include "analysis/engine/context.h"

#include <optional>

namespace prospect::access {

struct LinkFacts {
    double scored_m = 0;               // of it in the study area
    bool scored = false;               // that is at least half of it
    bool ends = false;                 // it ends within the study area at a place where nothing else does
    bool through = false;              // one can pass over it and go on, other than back
    bool served = false;               // a door or gate, or an entrance as target, is within serve_m
    bool bridge = false;               // the network falls apart without it
    std::optional<double> way_round_m; // absent: none is at most 1 km longer
    bool could_be_only = false;        // on foot, long enough, and it leads on
    bool predictor = false;            // that, and the way round is much longer, or none
    Point middle;
};

struct FactSettings {
    double alternative_m = 50;
    double least_predictor_m = 20;
    double serve_m = 15;
};

// By link. Through: what is left when ways that end within the study area are taken away again and again,
// and what hangs on the rest by one link without leaving the study area, such as a loop at the end of a way.
// Predictor: a way for people on foot (no part of it is road or service), at least least_predictor_m long,
// that does not end blindly, while the way round between its two ends is none, or longer than the link by
// more than alternative_m: a person who enters it can be expected at the other end.
std::vector<LinkFacts> link_facts(const engine::Context& context, const engine::Workers& workers,
                                  const PathNetwork& paths, const street_network::Links& links,
                                  const FactSettings& settings);

// Whether the plan has any door, gate or entrance that a link could serve.
bool has_entrances(const engine::Context& context);

} // namespace prospect::access
