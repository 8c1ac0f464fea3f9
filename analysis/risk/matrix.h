// Likelihood and consequence side by side: the five by five boxes, with the numbers they were made of.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace prospect::risk {

struct MatrixBox {
    int likelihood = 1;  // 1 to 5
    int consequence = 1; // 1 to 5
    std::int64_t cells = 0;
    double mean_likelihood = 0;
    double mean_consequence = 0;
    double mean_product = 0;
};

// 1 to 5 by fifths of 0 to 1: up to 0.2 is 1, above 0.8 is 5.
int fifth_of(double share);

// The boxes that have cells, by their mean product, the greatest first: the product of the boxes' own numbers
// would put cells into another order than theirs (Cox 2008). Both from 0 to 1 by cell; cells without one of
// them, and those not of `counted` (1 by cell), are left out.
std::vector<MatrixBox> risk_matrix(std::span<const float> likelihood, std::span<const float> consequence,
                                   std::span<const std::uint8_t> counted);

} // namespace prospect::risk
