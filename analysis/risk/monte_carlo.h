// How sure a score is: the same map under many slightly different judgements.
#pragma once

#include "analysis/risk/scoring.h"

#include <cstdint>

namespace prospect::risk {

// How far each kind of input may be off.
struct Spreads {
    double weight =
        0.2; // a weight w of 1 in all has the standard deviation spread * sqrt(w (1 - w)); below 1
    double threshold = 0.2;   // fine and worst, each by up to this share of the way between them; below 0.5
    double maintenance = 0.2; // the light, by up to this share; below 1
};

// Draws by chance, the same for the same seed on every machine. Weights: Dirichlet around the given ones with
// the concentration 1/spread^2 - 1, whose deviations are those above; thresholds and light: evenly within
// their range, fine and worst for themselves; an end that is 0 is a bound of the measure itself and stays.
// fixed: factors whose value function stays, such as those taken as they are; empty: none.
std::vector<Draw> draws(std::span<const double> weights, std::span<const ValueFunction> values,
                        std::span<const std::uint8_t> fixed, const Spreads& spreads, std::size_t count,
                        std::uint64_t seed);
// The judgement itself, nothing off; weights made to add up to 1.
Draw as_given(std::span<const double> weights, std::span<const ValueFunction> values);

struct Uncertainty {
    std::vector<float> deviation; // standard deviation of the score over the draws (of n, not n - 1)
    std::vector<float> below;     // share of draws with a score below the threshold
};

// By cell, nodata where the first state has no score by `weights`. states: the plan as it is, and others
// with, say, heights a little off: draw d is made on state d modulo their number. Where a state has no score
// in a cell, its draws do not count there. The same bits for any number of threads. Cost of a sum: some 2 ns
// a cell and draw on one core with seven factors; other rules ten times that.
Uncertainty uncertainty(std::span<const std::vector<FactorMeasures>> states, std::span<const double> weights,
                        const CombineRule& rule, std::span<const Draw> draws, double threshold,
                        const engine::Workers& workers);

struct RankAcceptability {
    std::vector<std::vector<double>> shares; // by option, then by rank from the best
    std::size_t cells = 0;                   // in which all options have a score
};

// Rank acceptability (SMAA-2: Lahdelma and Salminen 2001): for each option, the share of draws in which it is
// best, second, and so on. An option is as good in a draw as the mean of its scores over the cells in which
// all options have one is low; equal ones share their ranks. The same draws for all. Without such a cell
// there are no shares.
RankAcceptability rank_acceptability(std::span<const std::vector<FactorMeasures>> options,
                                     std::span<const double> weights, const CombineRule& rule,
                                     std::span<const Draw> draws, const engine::Workers& workers);

} // namespace prospect::risk
