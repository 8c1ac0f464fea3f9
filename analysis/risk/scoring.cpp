#include "analysis/risk/scoring.h"

#include "geometry/base/error.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

namespace prospect::risk {

namespace {

constexpr double rounding = 1e-6;

double sum_of(std::span<const double> weights) {
    return std::accumulate(weights.begin(), weights.end(), 0.0);
}

// Factors of the cell that are known and count; 0 where the cell has no score.
std::uint32_t known_at(std::span<const FactorMeasures> factors, std::span<const double> weights, double all,
                       std::uint32_t cell) {
    std::uint32_t known = 0;
    double weight = 0;
    for (std::size_t f = 0; f < factors.size(); ++f) {
        if (!(weights[f] > 0)) continue;
        if (factors[f].measures[cell] == nodata) {
            if (factors[f].whole) return 0;
            continue;
        }
        known |= std::uint32_t{1} << f;
        weight += weights[f];
    }
    return weight >= (least_known - rounding) * all ? known : 0;
}

// A value function as measure * slope + offset.
struct Slope {
    float slope = 0;
    float offset = 0;
};

Slope slope_of(const ValueFunction& value, double light) {
    const double slope = 1 / (value.worst - value.fine);
    return {static_cast<float>(slope * light), static_cast<float>(-value.fine * slope)};
}

} // namespace

Scorer::Scorer(std::span<const FactorMeasures> factors, std::span<const double> weights,
               const CombineRule& rule, std::span<const std::uint32_t> cells)
    : factors_(factors.begin(), factors.end()), rule_(rule) {
    if (factors.size() > most_factors)
        throw Error(ErrorCode::internal,
                    "more factors than " + std::to_string(most_factors) + " are combined");
    const double all = sum_of(weights);
    if (!(all > 0))
        throw Error(ErrorCode::usage, "the weights are all 0", "give at least one factor a weight");
    std::vector<std::uint32_t> every;
    if (cells.empty() && !factors.empty()) {
        every.resize(factors.front().measures.size());
        std::iota(every.begin(), every.end(), 0U);
        cells = every;
    }
    std::map<std::uint32_t, std::vector<std::uint32_t>> alike;
    for (const std::uint32_t cell : cells)
        if (const std::uint32_t known = known_at(factors, weights, all, cell)) alike[known].push_back(cell);
    for (const auto& [known, members] : alike) {
        for (std::size_t begin = 0; begin < members.size(); begin += chunk_cells)
            chunks_.push_back({cells_.size() + begin,
                               cells_.size() + std::min(members.size(), begin + chunk_cells), known});
        cells_.insert(cells_.end(), members.begin(), members.end());
    }
}

Scorer::Chunk Scorer::chunk(std::int64_t number) const {
    const Part& part = chunks_[static_cast<std::size_t>(number)];
    Chunk made;
    made.cells = std::span(cells_).subspan(part.begin, part.end - part.begin);
    for (std::size_t f = 0; f < factors_.size(); ++f) {
        if ((part.known >> f & 1U) == 0) continue;
        made.factors.push_back(f);
        auto& side_by_side = made.measures.emplace_back();
        side_by_side.fill(0);
        for (std::size_t i = 0; i < made.cells.size(); ++i)
            side_by_side[i] = factors_[f].measures[made.cells[i]];
    }
    return made;
}

void Scorer::score(const Chunk& chunk, const Draw& draw, std::span<float, chunk_cells> out) const {
    double known = 0;
    for (const std::size_t f : chunk.factors)
        known += draw.weights[f];
    const auto share =
        [&](std::size_t k) { // where only factors are known that this draw gives no weight, all alike
            return known > 0 ? draw.weights[chunk.factors[k]] / known
                             : 1 / static_cast<double>(chunk.factors.size());
        };
    const auto slope = [&](std::size_t k) {
        const std::size_t f = chunk.factors[k];
        return slope_of(draw.values[f], factors_[f].light ? draw.light : 1);
    };
    if (rule_.how == Combination::sum) {
        std::array<float, chunk_cells> sum{};
        for (std::size_t k = 0; k < chunk.factors.size(); ++k) {
            const auto [a, b] = slope(k);
            const auto weight = static_cast<float>(share(k));
            const float* measures = chunk.measures[k].data();
            for (std::size_t i = 0; i < chunk_cells; ++i) {
                float value = measures[i] * a + b;
                value = value < 0 ? 0 : value;
                value = value > 1 ? 1 : value;
                sum[i] += weight * value;
            }
        }
        std::copy(sum.begin(), sum.end(), out.begin());
        return;
    }
    std::array<double, most_factors> weights;
    std::array<Slope, most_factors> slopes;
    for (std::size_t k = 0; k < chunk.factors.size(); ++k) {
        weights[k] = share(k);
        slopes[k] = slope(k);
    }
    const std::size_t n = chunk.factors.size();
    std::optional<OrderedMean> ordered;
    if (rule_.how == Combination::owa && n <= OrderedMean::most_tabled)
        ordered.emplace(std::span(weights).first(n), rule_);
    std::array<float, most_factors> values;
    for (std::size_t i = 0; i < chunk.cells.size(); ++i) {
        for (std::size_t k = 0; k < n; ++k)
            values[k] = std::clamp(chunk.measures[k][i] * slopes[k].slope + slopes[k].offset, 0.0F, 1.0F);
        const auto judged = std::span<const float>(values).first(n);
        out[i] = static_cast<float>(ordered ? (*ordered)(judged)
                                            : combined(judged, std::span(weights).first(n), rule_));
    }
}

} // namespace prospect::risk
