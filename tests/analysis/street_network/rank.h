// Whether two lists order things alike.
#pragma once

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace prospect::test {

// Ranks from 0; equal values share the mean of theirs.
inline std::vector<double> ranks(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return values[a] < values[b]; });
    std::vector<double> found(values.size());
    for (std::size_t i = 0; i < order.size();) {
        std::size_t end = i;
        while (end < order.size() && values[order[end]] == values[order[i]])
            ++end;
        for (std::size_t k = i; k < end; ++k)
            found[order[k]] = static_cast<double>(i + end - 1) / 2;
        i = end;
    }
    return found;
}

// Spearman's: the correlation of the ranks.
inline double rank_correlation(const std::vector<double>& a, const std::vector<double>& b) {
    const auto ra = ranks(a);
    const auto rb = ranks(b);
    const double mean = static_cast<double>(a.size() - 1) / 2;
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (std::size_t i = 0; i < ra.size(); ++i) {
        ab += (ra[i] - mean) * (rb[i] - mean);
        aa += (ra[i] - mean) * (ra[i] - mean);
        bb += (rb[i] - mean) * (rb[i] - mean);
    }
    return ab / std::sqrt(aa * bb);
}

} // namespace prospect::test
