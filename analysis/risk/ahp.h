// Weights from comparing factors two by two (analytic hierarchy process).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace prospect::risk {

// Square, row by row: judgement (i, j) says how many times as much i matters as j.
struct Judgements {
    std::size_t size = 0;
    std::vector<double> values;
    double at(std::size_t i, std::size_t j) const { return values[i * size + j]; }
};

// "1,3,5;1/3,1,2;1/5,1/2,1": rows by ;, entries numbers or fractions. Throws Error(usage) in one sentence: an
// entry that is no number above 0, rows that make no square, a diagonal other than 1, two judgements of one
// pair whose product is further than least_reciprocal from 1 (3 and 0.33 pass), fewer than two or more than
// ten.
Judgements parse_judgements(std::string_view text);
inline constexpr double least_reciprocal = 0.05;

struct Ahp {
    std::vector<double> weights; // add up to 1
    double lambda = 0;
    double consistency_index = 0;
    double consistency_ratio = 0; // 0 for two, which cannot contradict
    // The judgement furthest from what all together say: how many times as much `first` matters as `second`
    // there.
    std::size_t first = 0;
    std::size_t second = 0;
    double said = 1;
    double implied = 1;
};

// Saaty (1980): weights are the principal eigenvector, lambda its value; CI = (lambda - n)/(n - 1); CR =
// CI/RI with RI of 3 to 10: .58 .90 1.12 1.24 1.32 1.41 1.45 1.49. Eigen::EigenSolver, of whose values the
// one of largest real part counts: a matrix of positive numbers always has one such real value, and a vector
// of positive numbers for it (Perron). The judgement named is that with the greatest |ln(a_ij w_j / w_i)|.
// Cost: some 20 us for ten.
Ahp ahp(const Judgements& judgements);

inline constexpr double most_consistency_ratio = 0.10;

} // namespace prospect::risk
