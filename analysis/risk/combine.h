// From the values of several factors to one number for each cell: what a slider of weights calls.
#pragma once

#include "analysis/engine/workers.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace prospect::risk {

enum class Combination : std::uint8_t { sum, owa, gamma, worst };

// How values become one.
struct CombineRule {
    Combination how = Combination::sum;
    double gamma = 0.9;
    // owa: how much the worst factor, the next, and so on count; empty: by orness.
    std::vector<double> order;
    double orness = 0.75; // 0.5 the weighted sum; towards 1 the worst factor alone, towards 0 the best
};

// Values from 0 to 1, all known, and their weights (above 0, in any scale).
// - sum: sum w x / sum w.
// - gamma: (1 - prod(1 - x))^g (prod x)^(1 - g) (Zimmermann and Zysno 1980); weights do not matter.
// - owa (Yager 1988, with importances Yager 1996): values from the worst down, x_1 >= x_2 ..., count
//   Q(S_j/T) - Q(S_(j-1)/T), S_j the sum of the weights of the first j, T of all. Q(r) = r^((1 -
//   orness)/orness), or straight between (j/n, sum of the first j order weights): with equal weights these
//   themselves.
// - worst: the greatest.
double combined(std::span<const float> values, std::span<const double> weights, const CombineRule& rule);

// owa of the same weights again and again: what any set of the worst factors counts together is worked out
// once.
class OrderedMean {
public:
    // weights: at most most_tabled.
    OrderedMean(std::span<const double> weights, const CombineRule& rule);
    // As combined(); as many values as weights.
    double operator()(std::span<const float> values) const;

    static constexpr std::size_t most_tabled = 8;

private:
    std::vector<double> counted_; // by the set of factors as bits
};

struct Layer {
    std::span<const float> values; // 0 to 1, nodata where not known; all layers of one length
    double weight = 1;
    bool whole = false; // where this one is not known, the result is not
};

// Of a cell the share of all weights that known values must have; the known ones then share the weight of the
// rest.
inline constexpr double least_known = 0.5;

// out: one value a cell, nodata where less is known. Layers of weight 0 do not count. Throws Error(usage)
// where no weight is above 0 or one is negative. Cost: sum and worst some 0.3 ns a cell and layer on one
// core, as memory allows; gamma and owa some 10 ns.
void combine(std::span<const Layer> layers, const CombineRule& rule, std::span<float> out,
             const engine::Workers& workers);

// Of each cell with a value the number (from 0) of the greatest layer, of equal ones that of the greater
// weight, of these the first; nodata where combine() has none.
void find_worst(std::span<const Layer> layers, std::span<float> out, const engine::Workers& workers);

} // namespace prospect::risk
