#include "analysis/visibility_graph/depth_values.h"

#include <cmath>
#include <numbers>

namespace prospect::visibility_graph {

namespace {

void add_integration(double n, double total, DepthValues& values) {
    const double mean = *values.mean_depth;
    if (!(n > 2 && mean > 1)) return;
    const double asymmetry = 2 * (mean - 1) / (n - 2);
    const double pairs = (n - 1) * (n - 2);
    const double diamond = 2 * (n * (std::log2((n + 2) / 3) - 1) + 1) / pairs;
    const double pyramid = 2 * (n - std::log2(n) - 1) / pairs;
    values.integration_hh = diamond / asymmetry;
    values.integration_pvalue = pyramid / asymmetry;
    if (total - n + 1 > 1) values.integration_tekl = std::log((n - 2) / 2) / std::log(total - n + 1);
}

void add_entropy(DepthCounts counts, double n, DepthValues& values) {
    const double mean = *values.mean_depth;
    double entropy = 0;
    double relativised = 0;
    double log_factorial = 0; // in logarithms: 171! is more than a double holds
    for (std::size_t depth = 1; depth < counts.size(); ++depth) {
        if (counts[depth] == 0) continue;
        const double share = counts[depth] / (n - 1);
        entropy -= share * std::log2(share);
        log_factorial += std::log2(static_cast<double>(depth + 1));
        const double log_expected =
            static_cast<double>(depth) * std::log2(mean) - log_factorial - mean * std::numbers::log2e;
        relativised += share * (std::log2(share) - log_expected);
    }
    values.entropy = entropy;
    values.relativised_entropy = relativised;
}

} // namespace

DepthValues depth_values(DepthCounts counts) {
    double n = 0;
    double total = 0;
    for (std::size_t depth = 0; depth < counts.size(); ++depth) {
        n += counts[depth];
        total += static_cast<double>(depth) * counts[depth];
    }
    DepthValues values;
    if (n < 2) return values;
    values.mean_depth = total / (n - 1);
    add_integration(n, total, values);
    add_entropy(counts, n, values);
    return values;
}

} // namespace prospect::visibility_graph
