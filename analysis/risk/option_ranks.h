// How often each option of a place is the best of them while the judgement varies.
#pragma once

#include "analysis/engine/engine.h"
#include "analysis/risk/monte_carlo.h"

#include <string>
#include <vector>

namespace prospect::risk {

struct RankSettings {
    double cell_m = 2;
    std::string balance = "by_time"; // as IndexParams::balance
    std::size_t draws = 1000;
    Spreads spreads;
};

struct OptionRanks {
    // By option in the order asked for, by rank from the best: the share of draws. Empty: it cannot be told.
    std::vector<std::vector<double>> shares;
    std::string missing; // why, in one sentence without its full stop; "" where it can be told

    // What it was made with.
    struct Factor {
        std::string name;
        std::string title;
        double weight = 0; // all together 1
    };
    struct LeftOut {
        std::string title;      // of the factor
        std::size_t option = 0; // the first in which it cannot be told
        std::string why;
    };
    std::string balance; // its title, "Use by night"
    std::vector<Factor> factors;
    std::vector<LeftOut> left_out;
    std::size_t draws = 0;
    std::uint64_t seed = 0;
    double cell_m = 0;
    std::size_t cells = 0; // in which every option has a score
    double seconds = 0;

    bool told() const { return !shares.empty(); }
};

// Rank acceptability (monte_carlo.h) by the design weakness of risk.index: its factors, measured on each
// scenario of the request's site ("" is the existing place) on one grid that takes all of them in, weighed by
// the balance for the request's time and put together as a sum; the same draws for all, by the request's
// seed. A factor that cannot be told in one option counts in none. Recorded crimes are not in it, nor
// anything else that is not for everybody. Throws as Engine::run; what the plan lacks, or too large a grid,
// is told in `missing`. Cost: the analyses of the factors on each option, unless the engine has kept them.
OptionRanks rank_options(engine::Engine& engine, const engine::Request& request,
                         const std::vector<std::string>& scenarios, const RankSettings& settings = {},
                         const Progress& progress = {});

} // namespace prospect::risk
