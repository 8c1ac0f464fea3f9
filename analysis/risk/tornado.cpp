#include "analysis/risk/tornado.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace prospect::risk {

namespace {

constexpr double nine_of_ten = 1.645; // standard deviations to either side

// One weight set, the others in proportion.
std::vector<double> with_weight(std::span<const double> weights, std::size_t which, double weight) {
    std::vector<double> made(weights.begin(), weights.end());
    const double others = 1 - made[which];
    for (std::size_t f = 0; f < made.size(); ++f)
        made[f] = f == which ? weight : others > 0 ? made[f] / others * (1 - weight) : 0;
    return made;
}

Input weight_input(const Draw& given, std::size_t f, const std::string& title, double spread) {
    const double weight = given.weights[f];
    const double off = nine_of_ten * spread * std::sqrt(weight * (1 - weight));
    Input made{.name = "weight of " + title,
               .kind = "weight",
               .unit = "",
               .low = std::max(0.0, weight - off),
               .high = std::min(1.0, weight + off),
               .low_draw = given,
               .high_draw = given};
    made.low_draw.weights = with_weight(given.weights, f, made.low);
    made.high_draw.weights = with_weight(given.weights, f, made.high);
    return made;
}

Input end_input(const Draw& given, std::size_t f, const NamedFactor& factor, double ValueFunction::*end,
                const char* kind, double spread) {
    const ValueFunction& value = given.values[f];
    const double off = spread * std::abs(value.worst - value.fine);
    Input made{.name = std::string(kind) + " end of " + factor.title,
               .kind = kind,
               .unit = factor.unit,
               .low = value.*end - off,
               .high = value.*end + off,
               .low_draw = given,
               .high_draw = given};
    made.low_draw.values[f].*end = made.low;
    made.high_draw.values[f].*end = made.high;
    return made;
}

} // namespace

std::vector<Input> inputs(std::span<const double> weights, std::span<const ValueFunction> values,
                          std::span<const NamedFactor> names, const Spreads& spreads, double height_spread_m,
                          std::size_t states) {
    const Draw given = as_given(weights, values);
    std::vector<Input> made;
    if (spreads.weight > 0)
        for (std::size_t f = 0; f < values.size(); ++f)
            if (given.weights[f] > 0 && given.weights[f] < 1)
                made.push_back(weight_input(given, f, names[f].title, spreads.weight));
    bool light = false;
    for (std::size_t f = 0; f < values.size(); ++f) {
        if (!(given.weights[f] > 0)) continue;
        light |= names[f].light;
        if (names[f].fixed || spreads.threshold <= 0) continue;
        if (values[f].fine != 0)
            made.push_back(end_input(given, f, names[f], &ValueFunction::fine, "fine", spreads.threshold));
        if (values[f].worst != 0)
            made.push_back(end_input(given, f, names[f], &ValueFunction::worst, "worst", spreads.threshold));
    }
    if (light && spreads.maintenance > 0) {
        Input input{.name = "light of the lamps",
                    .kind = "maintenance",
                    .unit = "",
                    .low = 1 - spreads.maintenance,
                    .high = 1 + spreads.maintenance,
                    .low_draw = given,
                    .high_draw = given};
        input.low_draw.light = input.low;
        input.high_draw.light = input.high;
        made.push_back(std::move(input));
    }
    if (states > 2)
        made.push_back({.name = "heights of walls, fences, hedges and planting",
                        .kind = "heights",
                        .unit = "m",
                        .low = -height_spread_m,
                        .high = height_spread_m,
                        .low_draw = given,
                        .high_draw = given,
                        .low_state = 1,
                        .high_state = 2});
    return made;
}

std::vector<Swing> swings(std::span<const Input> inputs, std::span<const std::vector<FactorMeasures>> states,
                          std::span<const double> weights, const CombineRule& rule,
                          std::span<const std::uint32_t> cells, double threshold,
                          const engine::Workers& workers) {
    std::vector<Swing> made(inputs.size());
    if (cells.empty()) return made;
    for (std::size_t s = 0; s < states.size(); ++s) {
        std::vector<std::pair<std::size_t, bool>> ends; // input, high
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            if (inputs[i].low_state == s) ends.emplace_back(i, false);
            if (inputs[i].high_state == s) ends.emplace_back(i, true);
        }
        if (ends.empty()) continue;
        const Scorer scorer(states[s], weights, rule, cells);
        const auto chunks = static_cast<std::size_t>(scorer.chunk_count());
        std::vector<std::int64_t> over(chunks * ends.size());
        std::int64_t scored = 0;
        for (std::int64_t c = 0; c < scorer.chunk_count(); ++c)
            scored += static_cast<std::int64_t>(scorer.chunk(c).cells.size());
        const auto part = [&](std::size_t state) {
            return static_cast<double>(state) / static_cast<double>(states.size());
        };
        workers.part(part(s), part(s + 1))
            .for_blocks(scorer.chunk_count(), 4, [&](std::int64_t begin, std::int64_t end) {
                std::array<float, chunk_cells> score{};
                for (std::int64_t c = begin; c < end; ++c) {
                    const Scorer::Chunk chunk = scorer.chunk(c);
                    for (std::size_t e = 0; e < ends.size(); ++e) {
                        const Input& input = inputs[ends[e].first];
                        scorer.score(chunk, ends[e].second ? input.high_draw : input.low_draw, score);
                        over[static_cast<std::size_t>(c) * ends.size() + e] = std::count_if(
                            score.begin(), score.begin() + static_cast<std::ptrdiff_t>(chunk.cells.size()),
                            [&](float one) { return one >= static_cast<float>(threshold); });
                    }
                }
            });
        for (std::size_t e = 0; e < ends.size() && scored > 0; ++e) {
            std::int64_t sum = 0;
            for (std::size_t c = 0; c < chunks; ++c)
                sum += over[c * ends.size() + e];
            const double share = static_cast<double>(sum) / static_cast<double>(scored);
            (ends[e].second ? made[ends[e].first].high : made[ends[e].first].low) = share;
        }
    }
    return made;
}

std::optional<std::vector<double>> mean_scores(const std::vector<FactorMeasures>& state,
                                               std::span<const double> weights, const CombineRule& rule,
                                               std::span<const Draw> draws,
                                               std::span<const std::uint32_t> cells) {
    if (cells.empty()) return std::nullopt;
    const Scorer scorer(state, weights, rule, cells);
    std::vector<double> sums(draws.size());
    std::size_t scored = 0;
    std::array<float, chunk_cells> score{};
    for (std::int64_t c = 0; c < scorer.chunk_count(); ++c) {
        const Scorer::Chunk chunk = scorer.chunk(c);
        scored += chunk.cells.size();
        for (std::size_t d = 0; d < draws.size(); ++d) {
            scorer.score(chunk, draws[d], score);
            for (std::size_t i = 0; i < chunk.cells.size(); ++i)
                sums[d] += static_cast<double>(score[i]);
        }
    }
    if (scored == 0) return std::nullopt;
    for (double& sum : sums)
        sum /= static_cast<double>(scored);
    return sums;
}

} // namespace prospect::risk
