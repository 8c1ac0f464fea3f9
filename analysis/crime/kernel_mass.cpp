#include "analysis/crime/kernel_mass.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace prospect::crime {

namespace {

// Running totals of 1, u, u^2, u^3, u^4 over the cells of a row that count, u in bandwidths from the row's
// middle.
using Powers = std::array<double, 5>;

Powers powers_of(double u) {
    return {1, u, u * u, u * u * u, u * u * u * u};
}

// Of cells first to last, both included, of a row at v bandwidths of the centre at u: sum of
// (1 - v^2 - (u' - u)^2)^2. totals[i]: of the cells before i.
double row_sum(const std::vector<Powers>& totals, std::int64_t first, std::int64_t last, double u, double v) {
    Powers s{};
    for (std::size_t k = 0; k < s.size(); ++k)
        s[k] = totals[static_cast<std::size_t>(last + 1)][k] - totals[static_cast<std::size_t>(first)][k];
    const double c = 1 - v * v;
    const double second = s[2] - 2 * u * s[1] + u * u * s[0];
    const double fourth =
        s[4] - 4 * u * s[3] + 6 * u * u * s[2] - 4 * u * u * u * s[1] + u * u * u * u * s[0];
    return c * c * s[0] - 2 * c * second + fourth;
}

} // namespace

double quartic(double d_m, double bandwidth_m) {
    const double t = 1 - (d_m * d_m) / (bandwidth_m * bandwidth_m);
    return t <= 0 ? 0 : 3 / (std::numbers::pi * bandwidth_m * bandwidth_m) * t * t;
}

std::vector<double> kernel_mass(const Grid& grid, double bandwidth_m,
                                const std::function<bool(Point)>& ground, const engine::Workers& workers) {
    const auto across = static_cast<std::int64_t>(std::floor(bandwidth_m / grid.cell_x));
    const auto down = static_cast<std::int64_t>(std::floor(bandwidth_m / grid.cell_y));
    const std::int64_t columns = grid.columns + 2 * across;
    const std::int64_t rows = grid.rows + 2 * down;
    const auto u_of = [&](std::int64_t column) { // of the widened rows
        return (static_cast<double>(column) - static_cast<double>(columns) / 2) * grid.cell_x / bandwidth_m;
    };
    std::vector<std::vector<Powers>> totals(static_cast<std::size_t>(rows));
    workers.part(0, 0.5).for_blocks(rows, 8, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {
            auto& total = totals[static_cast<std::size_t>(row)];
            total.resize(static_cast<std::size_t>(columns) + 1);
            for (std::int64_t column = 0; column < columns; ++column) {
                const auto i = static_cast<std::size_t>(column);
                total[i + 1] = total[i];
                if (!ground(grid.center(column - across, row - down))) continue;
                const Powers at = powers_of(u_of(column));
                for (std::size_t k = 0; k < at.size(); ++k)
                    total[i + 1][k] += at[k];
            }
        }
    });
    double whole = 0; // of a kernel that lies on ground throughout
    std::vector<std::int64_t> half(static_cast<std::size_t>(2 * down + 1));
    for (std::int64_t dy = -down; dy <= down; ++dy) {
        const double y = static_cast<double>(dy) * grid.cell_y;
        const double reach = std::sqrt(std::max(0.0, bandwidth_m * bandwidth_m - y * y));
        half[static_cast<std::size_t>(dy + down)] =
            static_cast<std::int64_t>(std::floor(reach / grid.cell_x));
        for (std::int64_t dx = -half[static_cast<std::size_t>(dy + down)];
             dx <= half[static_cast<std::size_t>(dy + down)]; ++dx)
            whole += quartic(std::hypot(static_cast<double>(dx) * grid.cell_x, y), bandwidth_m);
    }
    whole /= quartic(0, bandwidth_m);
    std::vector<double> mass(static_cast<std::size_t>(grid.cell_count()));
    workers.part(0.5, 1).for_blocks(grid.rows, 4, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row)
            for (std::int64_t column = 0; column < grid.columns; ++column) {
                double sum = 0;
                for (std::int64_t dy = -down; dy <= down; ++dy) {
                    const std::int64_t reach = half[static_cast<std::size_t>(dy + down)];
                    sum += row_sum(totals[static_cast<std::size_t>(row + down + dy)], column + across - reach,
                                   column + across + reach, u_of(column + across),
                                   static_cast<double>(dy) * grid.cell_y / bandwidth_m);
                }
                mass[static_cast<std::size_t>(row * grid.columns + column)] =
                    std::clamp(sum / whole, 0.0, 1.0);
            }
    });
    return mass;
}

} // namespace prospect::crime
