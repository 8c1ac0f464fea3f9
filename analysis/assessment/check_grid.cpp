#include "analysis/assessment/check_grid.h"

#include "geometry/site/value.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace prospect::assessment {

double bounded_cell_m(const Box& box, double cell_m) {
    const auto cells = [&] {
        return std::max(1.0, std::ceil(box.width() / cell_m)) *
               std::max(1.0, std::ceil(box.height() / cell_m));
    };
    while (cells() > static_cast<double>(most_check_cells))
        cell_m *= 2;
    return cell_m;
}

std::string span_text(const Box& box) {
    char text[64];
    std::snprintf(text, sizeof text, "%.1f by %.1f km", box.width() / 1000, box.height() / 1000);
    return text;
}

scene::Note coarse_note(const std::string& code, const std::string& what, double cell_m, double wanted_m,
                        const std::string& because, const std::string& help) {
    return {scene::Note::Level::warning, code,
            what + " is made of cells of " + as_text(Value(cell_m)) + " m instead of " +
                as_text(Value(wanted_m)) + " m, because " + because + ": " + help + " for a finer one"};
}

std::optional<Point> thickest_of(const Grid& grid, const std::function<bool(std::size_t)>& marked) {
    constexpr std::int64_t around = 5;
    std::optional<Point> thickest;
    int most = 0;
    for (std::int64_t row = 0; row < grid.rows; ++row)
        for (std::int64_t column = 0; column < grid.columns; ++column) {
            if (!marked(static_cast<std::size_t>(row * grid.columns + column))) continue;
            int near = 0;
            for (std::int64_t y = std::max<std::int64_t>(0, row - around);
                 y <= std::min(grid.rows - 1, row + around); ++y)
                for (std::int64_t x = std::max<std::int64_t>(0, column - around);
                     x <= std::min(grid.columns - 1, column + around); ++x)
                    near += marked(static_cast<std::size_t>(y * grid.columns + x)) ? 1 : 0;
            if (near <= most) continue;
            most = near;
            thickest = grid.center(column, row);
        }
    return thickest;
}

} // namespace prospect::assessment
