#include "analysis/risk/monte_carlo.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <random>

namespace prospect::risk {

namespace {

// Chance by arithmetic of its own: the distributions of the standard library differ between machines.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}

    double even() { return static_cast<double>(engine_() >> 11) * 0x1p-53; } // 0 to below 1
    double between(double low, double high) { return low + (high - low) * even(); }
    double normal() { // Box and Muller (1958)
        const double radius = std::sqrt(-2 * std::log(1 - even()));
        return radius * std::cos(2 * std::numbers::pi * even());
    }
    double gamma(double shape) { // Marsaglia and Tsang (2000)
        if (shape < 1) {
            const double larger = gamma(shape + 1);
            return larger * std::pow(1 - even(), 1 / shape);
        }
        const double d = shape - 1.0 / 3;
        const double c = 1 / std::sqrt(9 * d);
        while (true) {
            const double x = normal();
            const double v = (1 + c * x) * (1 + c * x) * (1 + c * x);
            if (v <= 0) continue;
            if (std::log(1 - even()) < 0.5 * x * x + d - d * v + d * std::log(v)) return d * v;
        }
    }

private:
    std::mt19937_64 engine_;
};

std::vector<double> drawn_weights(std::span<const double> given, double spread, Dice& dice) {
    std::vector<double> weights(given.begin(), given.end());
    if (spread <= 0) return weights;
    const double concentration = 1 / (spread * spread) - 1;
    double sum = 0;
    for (double& weight : weights) {
        weight = weight > 0 ? dice.gamma(weight * concentration) : 0;
        sum += weight;
    }
    for (double& weight : weights)
        weight /= sum;
    return sum > 0 ? weights : std::vector<double>(given.begin(), given.end());
}

} // namespace

Draw as_given(std::span<const double> weights, std::span<const ValueFunction> values) {
    Draw made{{weights.begin(), weights.end()}, {values.begin(), values.end()}, 1};
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (double& weight : made.weights)
        weight /= sum;
    return made;
}

std::vector<Draw> draws(std::span<const double> weights, std::span<const ValueFunction> values,
                        std::span<const std::uint8_t> fixed, const Spreads& spreads, std::size_t count,
                        std::uint64_t seed) {
    Dice dice(seed);
    const Draw given = as_given(weights, values);
    std::vector<Draw> made;
    made.reserve(count);
    for (std::size_t d = 0; d < count; ++d) {
        Draw draw = given;
        draw.weights = drawn_weights(given.weights, spreads.weight, dice);
        for (std::size_t f = 0; f < values.size(); ++f) {
            const double fine = dice.between(-spreads.threshold, spreads.threshold);
            const double worst = dice.between(-spreads.threshold, spreads.threshold);
            if (f < fixed.size() && fixed[f] != 0) continue;
            const double way = values[f].worst - values[f].fine;
            if (values[f].fine != 0) draw.values[f].fine += fine * way;
            if (values[f].worst != 0) draw.values[f].worst += worst * way;
        }
        draw.light = dice.between(1 - spreads.maintenance, 1 + spreads.maintenance);
        made.push_back(std::move(draw));
    }
    return made;
}

namespace {

// What the draws of one cell add up to, counted from its own score as given: sums of small numbers stay
// exact.
struct Sums {
    std::vector<float> given;
    std::vector<float> off;
    std::vector<float> squared;
    std::vector<float> below;
    std::vector<float> count;

    explicit Sums(std::size_t cells)
        : given(cells, nodata), off(cells), squared(cells), below(cells), count(cells) {}
};

using ChunkValues = std::array<float, chunk_cells>;

void add_draws(const Scorer& scorer, const Scorer::Chunk& chunk, std::span<const Draw> draws,
               std::size_t first, std::size_t step, float threshold, Sums& sums) {
    ChunkValues given{};
    ChunkValues off{};
    ChunkValues squared{};
    ChunkValues below{};
    ChunkValues score{};
    for (std::size_t i = 0; i < chunk.cells.size(); ++i)
        given[i] = sums.given[chunk.cells[i]];
    float count = 0;
    for (std::size_t d = first; d < draws.size(); d += step, ++count) {
        scorer.score(chunk, draws[d], score);
        for (std::size_t i = 0; i < chunk_cells; ++i) {
            const float away = score[i] - given[i];
            off[i] += away;
            squared[i] += away * away;
            below[i] += score[i] < threshold ? 1.0F : 0.0F;
        }
    }
    for (std::size_t i = 0; i < chunk.cells.size(); ++i) {
        const std::uint32_t cell = chunk.cells[i];
        if (sums.given[cell] == nodata) continue;
        sums.off[cell] += off[i];
        sums.squared[cell] += squared[i];
        sums.below[cell] += below[i];
        sums.count[cell] += count;
    }
}

void score_as_given(const Scorer& scorer, const Draw& draw, std::span<float> out,
                    const engine::Workers& workers) {
    workers.for_blocks(scorer.chunk_count(), 8, [&](std::int64_t begin, std::int64_t end) {
        ChunkValues score{};
        for (std::int64_t c = begin; c < end; ++c) {
            const Scorer::Chunk chunk = scorer.chunk(c);
            scorer.score(chunk, draw, score);
            for (std::size_t i = 0; i < chunk.cells.size(); ++i)
                out[chunk.cells[i]] = score[i];
        }
    });
}

std::vector<ValueFunction> values_of(std::span<const FactorMeasures> factors) {
    std::vector<ValueFunction> values;
    for (const FactorMeasures& factor : factors)
        values.push_back(factor.value);
    return values;
}

} // namespace

Uncertainty uncertainty(std::span<const std::vector<FactorMeasures>> states, std::span<const double> weights,
                        const CombineRule& rule, std::span<const Draw> draws, double threshold,
                        const engine::Workers& workers) {
    const std::size_t cells = states.front().front().measures.size();
    Sums sums(cells);
    const auto part = [&](double done) { return 0.05 + 0.9 * done / static_cast<double>(states.size()); };
    for (std::size_t s = 0; s < states.size(); ++s) {
        const Scorer scorer(states[s], weights, rule);
        if (s == 0)
            score_as_given(scorer, as_given(weights, values_of(states[0])), sums.given,
                           workers.part(0, 0.05));
        workers.part(part(static_cast<double>(s)), part(static_cast<double>(s + 1)))
            .for_blocks(scorer.chunk_count(), 1, [&](std::int64_t begin, std::int64_t end) {
                for (std::int64_t c = begin; c < end; ++c)
                    add_draws(scorer, scorer.chunk(c), draws, s, states.size(), static_cast<float>(threshold),
                              sums);
            });
    }
    Uncertainty made{std::vector<float>(cells, nodata), std::vector<float>(cells, nodata)};
    for (std::size_t i = 0; i < cells; ++i) {
        if (sums.count[i] <= 0) continue;
        const float mean = sums.off[i] / sums.count[i];
        made.deviation[i] = std::sqrt(std::max(0.0F, sums.squared[i] / sums.count[i] - mean * mean));
        made.below[i] = sums.below[i] / sums.count[i];
    }
    return made;
}

namespace {

// The cells in which every option has a score.
std::vector<std::uint32_t> shared_cells(std::span<const std::vector<FactorMeasures>> options,
                                        std::span<const double> weights, const CombineRule& rule) {
    std::vector<std::size_t> scored(options.front().front().measures.size());
    for (const auto& option : options) {
        const Scorer scorer(option, weights, rule);
        for (std::int64_t c = 0; c < scorer.chunk_count(); ++c)
            for (const std::uint32_t cell : scorer.chunk(c).cells)
                ++scored[cell];
    }
    std::vector<std::uint32_t> shared;
    for (std::uint32_t i = 0; i < scored.size(); ++i)
        if (scored[i] == options.size()) shared.push_back(i);
    return shared;
}

// By draw: the mean of the scores. Chunks are added up in their order, whoever made them.
std::vector<double> means(const Scorer& scorer, std::span<const Draw> draws, std::size_t cells,
                          const engine::Workers& workers) {
    std::vector<std::vector<double>> sums(static_cast<std::size_t>(scorer.chunk_count()),
                                          std::vector<double>(draws.size()));
    workers.for_blocks(scorer.chunk_count(), 1, [&](std::int64_t begin, std::int64_t end) {
        ChunkValues score{};
        for (std::int64_t c = begin; c < end; ++c) {
            const Scorer::Chunk chunk = scorer.chunk(c);
            for (std::size_t d = 0; d < draws.size(); ++d) {
                scorer.score(chunk, draws[d], score);
                for (std::size_t i = 0; i < chunk.cells.size(); ++i)
                    sums[static_cast<std::size_t>(c)][d] += static_cast<double>(score[i]);
            }
        }
    });
    std::vector<double> mean(draws.size());
    for (std::size_t d = 0; d < draws.size(); ++d) {
        for (const auto& chunk : sums)
            mean[d] += chunk[d];
        mean[d] /= static_cast<double>(cells);
    }
    return mean;
}

} // namespace

RankAcceptability rank_acceptability(std::span<const std::vector<FactorMeasures>> options,
                                     std::span<const double> weights, const CombineRule& rule,
                                     std::span<const Draw> draws, const engine::Workers& workers) {
    const std::vector<std::uint32_t> cells = shared_cells(options, weights, rule);
    if (cells.empty()) return {};
    std::vector<std::vector<double>> mean;
    for (const auto& option : options) {
        const auto o = static_cast<double>(mean.size());
        const auto all = static_cast<double>(options.size());
        mean.push_back(means(Scorer(option, weights, rule, cells), draws, cells.size(),
                             workers.part(o / all, (o + 1) / all)));
    }
    RankAcceptability made{std::vector(options.size(), std::vector<double>(options.size())), cells.size()};
    for (std::size_t d = 0; d < draws.size(); ++d)
        for (std::size_t o = 0; o < options.size(); ++o) {
            std::size_t better = 0;
            std::size_t equal = 0;
            for (const auto& other : mean) {
                better += other[d] < mean[o][d] ? 1 : 0;
                equal += other[d] == mean[o][d] ? 1 : 0;
            }
            for (std::size_t r = better; r < better + equal; ++r)
                made.shares[o][r] += 1 / static_cast<double>(equal);
        }
    for (auto& option : made.shares)
        for (double& share : option)
            share /= static_cast<double>(draws.size());
    return made;
}

} // namespace prospect::risk
