// Ways out of every cell of a plan, for the analysis and for rules.
#pragma once

#include "analysis/access/refuges.h"
#include "analysis/access/ways_out.h"

namespace prospect::access {

struct EscapeSettings {
    double within_m = 100;
    double blocked_m = 2.5;
    std::vector<std::string> refuges{refuge_kinds.begin(), refuge_kinds.end()};
};

// The grid with the cells around it from which, and over which, a refuge within within_m is reached: no
// further than what stops people, ways and refuges are drawn. The cells of `inner` are among its own.
Grid grid_around(const Grid& inner, const Site& site, double within_m);

// Whose ground each cell is.
struct EscapeGround {
    std::vector<std::uint8_t> told;   // 1: not private, and public ground is reached from it
    std::vector<std::uint8_t> spots;  // of it, in the study area
    std::vector<std::uint8_t> scored; // of it, public
};

struct EscapeMap {
    WalkCells cells;
    EscapeGround ground;
    Refuges refuges; // without any, `narrow` and `out` are empty
    std::vector<Bottleneck> narrow;
    WaysOut out;
    std::vector<scene::Note> notes; // of gates, refuges and who passes
};

// Nobody has a key: locked gates and those outside their hours are closed.
EscapeMap escape_map(const engine::Context& context, const Grid& grid, const EscapeSettings& settings);

} // namespace prospect::access
