#include "analysis/risk/matrix.h"

#include "geometry/raster/field.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace prospect::risk {

int fifth_of(double share) {
    // 0.6 as a float is a little more or less: it is the fifth its decimal says.
    constexpr double rounding = 1e-6;
    return std::clamp(static_cast<int>(std::ceil(share * 5 - rounding)), 1, 5);
}

std::vector<MatrixBox> risk_matrix(std::span<const float> likelihood, std::span<const float> consequence,
                                   std::span<const std::uint8_t> counted) {
    std::array<MatrixBox, 25> all;
    for (std::size_t i = 0; i < likelihood.size(); ++i) {
        if (counted[i] == 0 || likelihood[i] == nodata || consequence[i] == nodata) continue;
        const auto l = static_cast<double>(likelihood[i]);
        const auto c = static_cast<double>(consequence[i]);
        const int row = fifth_of(l);
        const int column = fifth_of(c);
        MatrixBox& box = all[static_cast<std::size_t>((row - 1) * 5 + column - 1)];
        box.likelihood = row;
        box.consequence = column;
        ++box.cells;
        box.mean_likelihood += l;
        box.mean_consequence += c;
        box.mean_product += l * c;
    }
    std::vector<MatrixBox> found;
    for (MatrixBox& box : all) {
        if (box.cells == 0) continue;
        const auto cells = static_cast<double>(box.cells);
        box.mean_likelihood /= cells;
        box.mean_consequence /= cells;
        box.mean_product /= cells;
        found.push_back(box);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const MatrixBox& a, const MatrixBox& b) { return a.mean_product > b.mean_product; });
    return found;
}

} // namespace prospect::risk
