// Which input matters: each at its low and its high value, everything else as given.
#pragma once

#include "analysis/risk/monte_carlo.h"

#include <optional>
#include <string>

namespace prospect::risk {

// One input that may be off, and the judgement or the state of the plan at each end of its range.
struct Input {
    std::string name; // "weight of Nobody looks"
    std::string kind; // weight | fine | worst | maintenance | heights
    std::string unit;
    double low = 0;
    double high = 0;
    Draw low_draw;
    Draw high_draw;
    std::size_t low_state = 0; // of the states of the plan
    std::size_t high_state = 0;
};

struct NamedFactor {
    std::string title;
    std::string unit;
    bool fixed = false; // its value function is not in doubt
    bool light = false;
};

// Weights: as far as 1.645 of their standard deviations (monte_carlo.h), what nine of ten draws keep to if
// they were normal, at least 0 and at most 1; the others keep their proportions. Ends of value functions: as
// far as their spread; an end that is 0 is a bound of the measure itself and stays. Light: as far as its
// spread, where a factor of weight needs it. Heights: states 1 and 2, where there are that many.
std::vector<Input> inputs(std::span<const double> weights, std::span<const ValueFunction> values,
                          std::span<const NamedFactor> names, const Spreads& spreads, double height_spread_m,
                          std::size_t states);

// The share of the cells with a score of the threshold and more, at each end of each input. states[0] is the
// plan as it is.
struct Swing {
    double low = 0;
    double high = 0;
    double span() const { return high > low ? high - low : low - high; }
};
std::vector<Swing> swings(std::span<const Input> inputs, std::span<const std::vector<FactorMeasures>> states,
                          std::span<const double> weights, const CombineRule& rule,
                          std::span<const std::uint32_t> cells, double threshold,
                          const engine::Workers& workers);

// The mean score of the cells under each judgement, on a state of the plan; absent where no cell has one.
std::optional<std::vector<double>> mean_scores(const std::vector<FactorMeasures>& state,
                                               std::span<const double> weights, const CombineRule& rule,
                                               std::span<const Draw> draws,
                                               std::span<const std::uint32_t> cells);

} // namespace prospect::risk
