#include "analysis/risk/ground_around.h"

#include <algorithm>
#include <cmath>

namespace prospect::risk {

std::int64_t margin_of(double reach_m, double cell_m) {
    return static_cast<std::int64_t>(std::ceil(reach_m / cell_m));
}

GroundAround::GroundAround(const Field& field, double reach_m, std::int64_t margin)
    : field_(field), margin_(margin) {
    const Grid& grid = field_.grid;
    const auto across = static_cast<std::int64_t>(std::floor(reach_m / grid.cell_x));
    const auto down = static_cast<std::int64_t>(std::floor(reach_m / grid.cell_y));
    for (std::int64_t y = -down; y <= down; ++y)
        for (std::int64_t x = -across; x <= across; ++x)
            if (std::hypot(static_cast<double>(x) * grid.cell_x, static_cast<double>(y) * grid.cell_y) <=
                reach_m)
                disc_.emplace_back(x, y);
}

double GroundAround::sum(std::int64_t column, std::int64_t row) const {
    const Grid& grid = field_.grid;
    double sum = 0;
    for (const auto& [x, y] : disc_) {
        const std::int64_t c = column + margin_ + x;
        const std::int64_t r = row + margin_ + y;
        if (c >= 0 && r >= 0 && c < grid.columns && r < grid.rows && field_.has_value(c, r))
            sum += static_cast<double>(field_.at(c, r));
    }
    return sum * grid.cell_x * grid.cell_y;
}

bool GroundAround::any_known(std::int64_t column, std::int64_t row) const {
    const Grid& grid = field_.grid;
    return std::any_of(disc_.begin(), disc_.end(), [&](const auto& offset) {
        const std::int64_t c = column + margin_ + offset.first;
        const std::int64_t r = row + margin_ + offset.second;
        return c >= 0 && r >= 0 && c < grid.columns && r < grid.rows && field_.has_value(c, r);
    });
}

} // namespace prospect::risk
