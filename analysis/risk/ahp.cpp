#include "analysis/risk/ahp.h"

#include "geometry/base/error.h"
#include "geometry/base/text.h"

#include <Eigen/Eigenvalues>

#include <array>
#include <cmath>
#include <optional>

namespace prospect::risk {

namespace {

constexpr std::size_t most = 10;
// By the number of factors; up to two cannot contradict each other.
constexpr std::array<double, most + 1> random_index{0, 0, 0, .58, .90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49};

[[noreturn]] void refuse(const std::string& what) {
    throw Error(ErrorCode::usage, "parameter ahp " + what,
                "give rows such as 1,3,5;1/3,1,2;1/5,1/2,1, one row and one column a factor in their order");
}

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::vector<std::string_view> split(std::string_view text, char by) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto end = text.find(by);
        parts.push_back(trimmed(text.substr(0, end)));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

double entry_of(std::string_view text) {
    const auto slash = text.find('/');
    std::optional<double> value = number_from<double>(trimmed(text.substr(0, slash)));
    if (value && slash != std::string_view::npos) {
        const auto below = number_from<double>(trimmed(text.substr(slash + 1)));
        value = below && *below != 0 ? std::optional(*value / *below) : std::nullopt;
    }
    if (!value || !(*value > 0) || !std::isfinite(*value))
        refuse("has \"" + std::string(text) + "\" where a number above 0 or a fraction belongs");
    return *value;
}

std::string place(std::size_t i, std::size_t j) {
    return "row " + std::to_string(i + 1) + ", column " + std::to_string(j + 1);
}

void require_reciprocal(const Judgements& made) {
    for (std::size_t i = 0; i < made.size; ++i) {
        if (std::abs(made.at(i, i) - 1) > 1e-9) refuse("has another number than 1 in " + place(i, i));
        for (std::size_t j = i + 1; j < made.size; ++j)
            if (std::abs(made.at(i, j) * made.at(j, i) - 1) > least_reciprocal)
                refuse("contradicts itself: " + place(j, i) + " is not one divided by " + place(i, j));
    }
}

// The geometric mean of each row: near the weights, and the weights where nothing contradicts.
Eigen::ArrayXd row_means(const Judgements& judgements) {
    const auto n = static_cast<Eigen::Index>(judgements.size);
    using Rows = Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    return Eigen::Map<const Rows>(judgements.values.data(), n, n).log().rowwise().mean().exp();
}

struct Principal {
    double value = 0;
    Eigen::ArrayXd vector; // adds up to 1
};

// On the scale of the row means every entry is as far from 1 as the judgements contradict each other, however
// much more one factor matters than another: the solver, which scales nothing itself, then keeps all digits
// of a small weight.
Principal principal(const Judgements& judgements) {
    const auto n = static_cast<Eigen::Index>(judgements.size);
    const Eigen::ArrayXd scale = row_means(judgements);
    Eigen::MatrixXd scaled(n, n);
    for (Eigen::Index i = 0; i < n; ++i)
        for (Eigen::Index j = 0; j < n; ++j)
            scaled(i, j) =
                judgements.at(static_cast<std::size_t>(i), static_cast<std::size_t>(j)) * scale[j] / scale[i];
    const Eigen::EigenSolver<Eigen::MatrixXd> solver(scaled);
    Eigen::Index greatest = 0;
    solver.eigenvalues().real().maxCoeff(&greatest);
    Principal made{solver.eigenvalues()[greatest].real(),
                   solver.eigenvectors().col(greatest).real().array() * scale};
    made.vector /= made.vector.sum();
    return made;
}

void find_contradiction(const Judgements& judgements, Ahp& result) {
    double furthest = -1;
    for (std::size_t i = 0; i < judgements.size; ++i)
        for (std::size_t j = i + 1; j < judgements.size; ++j) {
            const double implied = result.weights[i] / result.weights[j];
            const double away = std::abs(std::log(judgements.at(i, j) / implied));
            if (away <= furthest) continue;
            furthest = away;
            result.first = i;
            result.second = j;
            result.said = judgements.at(i, j);
            result.implied = implied;
        }
}

} // namespace

Judgements parse_judgements(std::string_view text) {
    Judgements made;
    for (const std::string_view row : split(text, ';')) {
        const auto entries = split(row, ',');
        if (made.size == 0) made.size = entries.size();
        if (entries.size() != made.size) refuse("is no square: its rows are of different lengths");
        for (const std::string_view entry : entries)
            made.values.push_back(entry_of(entry));
    }
    if (made.values.size() != made.size * made.size)
        refuse("is no square: it has " + std::to_string(made.values.size() / made.size) + " rows of " +
               std::to_string(made.size));
    if (made.size < 2 || made.size > most)
        refuse("compares " + std::to_string(made.size) + " factors, which must be 2 to 10");
    require_reciprocal(made);
    return made;
}

Ahp ahp(const Judgements& judgements) {
    const Principal found = principal(judgements);
    Ahp result;
    result.weights.assign(found.vector.begin(), found.vector.end());
    result.lambda = found.value;
    if (judgements.size > 2) {
        const auto n = static_cast<double>(judgements.size);
        result.consistency_index = (result.lambda - n) / (n - 1);
        result.consistency_ratio = result.consistency_index / random_index[judgements.size];
    }
    find_contradiction(judgements, result);
    return result;
}

} // namespace prospect::risk
