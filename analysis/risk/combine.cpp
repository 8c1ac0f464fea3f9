#include "analysis/risk/combine.h"

#include "geometry/base/error.h"
#include "geometry/raster/field.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace prospect::risk {

namespace {

constexpr std::int64_t block = 2048; // cells at a time: sums of them stay near the core
constexpr double rounding = 1e-6;

// The share that the worst factors with the share r of all weight count together.
double counted(double r, const CombineRule& rule) {
    if (rule.order.empty())
        return rule.orness >= 1   ? (r > 0 ? 1.0 : 0.0)
               : rule.orness <= 0 ? (r >= 1 ? 1.0 : 0.0)
                                  : std::pow(r, (1 - rule.orness) / rule.orness);
    const double steps = r * static_cast<double>(rule.order.size());
    double sum = 0;
    double whole = 0;
    for (std::size_t j = 0; j < rule.order.size(); ++j) {
        whole += rule.order[j];
        sum += rule.order[j] * std::clamp(steps - static_cast<double>(j), 0.0, 1.0);
    }
    return sum / whole;
}

double ordered_mean(std::span<const float> values, std::span<const double> weights, const CombineRule& rule) {
    constexpr std::size_t most = 64;
    std::array<std::size_t, most> order;
    const std::size_t n = std::min(values.size(), most);
    double total = 0;
    for (std::size_t i = 0; i < n; ++i) {
        std::size_t at = i;
        for (; at > 0 && values[order[at - 1]] < values[i]; --at)
            order[at] = order[at - 1];
        order[at] = i;
        total += weights[i];
    }
    double sum = 0;
    double weight = 0;
    double before = 0;
    for (std::size_t j = 0; j < n; ++j) {
        weight += weights[order[j]];
        const double now = j + 1 == n ? 1.0 : counted(weight / total, rule);
        sum += (now - before) * static_cast<double>(values[order[j]]);
        before = now;
    }
    return sum;
}

struct Counting {
    std::vector<Layer> layers; // of a weight above 0, weights made to add up to 1
};

Counting counting(std::span<const Layer> layers) {
    Counting made;
    double sum = 0;
    for (const Layer& layer : layers) {
        if (!(layer.weight >= 0) || !std::isfinite(layer.weight))
            throw Error(ErrorCode::usage, "a weight is negative", "give weights of 0 or more");
        sum += layer.weight;
        if (layer.weight > 0) made.layers.push_back(layer);
    }
    if (!(sum > 0))
        throw Error(ErrorCode::usage, "the weights are all 0", "give at least one factor a weight");
    for (Layer& layer : made.layers)
        layer.weight /= sum;
    return made;
}

// Known weight of n cells from `begin`, far below 0 where a layer that must be known is not.
void add_known(const Layer& layer, std::size_t begin, std::size_t n, float* known) {
    const auto weight = static_cast<float>(layer.weight);
    const float missing = layer.whole ? -std::numeric_limits<float>::max() / 64 : 0.0F;
    const float* values = layer.values.data() + begin;
    for (std::size_t i = 0; i < n; ++i)
        known[i] += values[i] >= 0 ? weight : missing;
}

void sum_block(std::span<const Layer> layers, std::size_t begin, std::size_t n, float* out) {
    std::array<float, static_cast<std::size_t>(block)> known{};
    std::array<float, static_cast<std::size_t>(block)> sum{};
    for (const Layer& layer : layers) {
        const auto weight = static_cast<float>(layer.weight);
        const float missing = layer.whole ? -std::numeric_limits<float>::max() / 64 : 0.0F;
        const float* values = layer.values.data() + begin;
        for (std::size_t i = 0; i < n; ++i) {
            const bool has = values[i] >= 0;
            known[i] += has ? weight : missing;
            sum[i] += has ? weight * values[i] : 0.0F;
        }
    }
    constexpr auto least = static_cast<float>(least_known - rounding);
    for (std::size_t i = 0; i < n; ++i)
        out[i] = known[i] >= least ? sum[i] / known[i] : nodata;
}

void worst_block(std::span<const Layer> layers, std::size_t begin, std::size_t n, float* out) {
    std::array<float, static_cast<std::size_t>(block)> known{};
    std::array<float, static_cast<std::size_t>(block)> most{};
    for (const Layer& layer : layers) {
        add_known(layer, begin, n, known.data());
        const float* values = layer.values.data() + begin;
        for (std::size_t i = 0; i < n; ++i)
            most[i] = values[i] > most[i] ? values[i] : most[i];
    }
    constexpr auto least = static_cast<float>(least_known - rounding);
    for (std::size_t i = 0; i < n; ++i)
        out[i] = known[i] >= least ? most[i] : nodata;
}

void any_block(std::span<const Layer> layers, const CombineRule& rule, std::size_t begin, std::size_t n,
               float* out) {
    std::array<float, static_cast<std::size_t>(block)> known{};
    for (const Layer& layer : layers)
        add_known(layer, begin, n, known.data());
    std::vector<float> values;
    std::vector<double> weights;
    for (std::size_t i = 0; i < n; ++i) {
        out[i] = nodata;
        if (known[i] < static_cast<float>(least_known - rounding)) continue;
        values.clear();
        weights.clear();
        for (const Layer& layer : layers)
            if (const float value = layer.values[begin + i]; value >= 0) {
                values.push_back(value);
                weights.push_back(layer.weight);
            }
        out[i] = static_cast<float>(combined(values, weights, rule));
    }
}

} // namespace

double combined(std::span<const float> values, std::span<const double> weights, const CombineRule& rule) {
    switch (rule.how) {
    case Combination::owa:
        return ordered_mean(values, weights, rule);
    case Combination::gamma: {
        double all = 1;
        double none = 1;
        for (const float value : values) {
            all *= static_cast<double>(value);
            none *= 1 - static_cast<double>(value);
        }
        return std::pow(1 - none, rule.gamma) * std::pow(all, 1 - rule.gamma);
    }
    case Combination::worst:
        return values.empty() ? 0.0 : static_cast<double>(*std::max_element(values.begin(), values.end()));
    case Combination::sum:
        break;
    }
    double sum = 0;
    double weight = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        sum += weights[i] * static_cast<double>(values[i]);
        weight += weights[i];
    }
    return sum / weight;
}

OrderedMean::OrderedMean(std::span<const double> weights, const CombineRule& rule) {
    double total = 0;
    for (const double weight : weights)
        total += weight;
    counted_.resize(std::size_t{1} << weights.size());
    for (std::size_t set = 1; set < counted_.size(); ++set) {
        double weight = 0;
        for (std::size_t f = 0; f < weights.size(); ++f)
            weight += (set >> f & 1U) != 0 ? weights[f] : 0;
        counted_[set] = set + 1 == counted_.size() ? 1.0 : counted(weight / total, rule);
    }
}

double OrderedMean::operator()(std::span<const float> values) const {
    std::array<std::size_t, most_tabled> order;
    for (std::size_t i = 0; i < values.size(); ++i) {
        std::size_t at = i;
        for (; at > 0 && values[order[at - 1]] < values[i]; --at)
            order[at] = order[at - 1];
        order[at] = i;
    }
    double sum = 0;
    std::size_t set = 0;
    for (std::size_t j = 0; j < values.size(); ++j) {
        const double before = counted_[set];
        set |= std::size_t{1} << order[j];
        sum += (counted_[set] - before) * static_cast<double>(values[order[j]]);
    }
    return sum;
}

void combine(std::span<const Layer> layers, const CombineRule& rule, std::span<float> out,
             const engine::Workers& workers) {
    const Counting used = counting(layers);
    workers.for_blocks(static_cast<std::int64_t>(out.size()), 16 * block,
                       [&](std::int64_t first, std::int64_t end) {
                           for (std::int64_t at = first; at < end; at += block) {
                               const auto begin = static_cast<std::size_t>(at);
                               const auto n = static_cast<std::size_t>(std::min(block, end - at));
                               if (rule.how == Combination::sum)
                                   sum_block(used.layers, begin, n, out.data() + begin);
                               else if (rule.how == Combination::worst)
                                   worst_block(used.layers, begin, n, out.data() + begin);
                               else
                                   any_block(used.layers, rule, begin, n, out.data() + begin);
                           }
                       });
}

void find_worst(std::span<const Layer> layers, std::span<float> out, const engine::Workers& workers) {
    std::vector<float> most(out.size());
    combine(layers, {.how = Combination::worst}, most, workers.part(0, 0.5));
    workers.part(0.5, 1).for_blocks(
        static_cast<std::int64_t>(out.size()), 16 * block, [&](std::int64_t begin, std::int64_t end) {
            for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
                out[i] = nodata;
                if (most[i] == nodata) continue;
                double weight = 0;
                for (std::size_t f = 0; f < layers.size(); ++f)
                    if (layers[f].weight > weight && layers[f].values[i] == most[i]) {
                        weight = layers[f].weight;
                        out[i] = static_cast<float>(f);
                    }
            }
        });
}

} // namespace prospect::risk
