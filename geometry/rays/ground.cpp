#include "geometry/rays/ground.h"

#include <algorithm>
#include <cmath>

namespace prospect::rays {

namespace {

// The place among nodes, of which the first and last lie half a cell beyond the centres.
struct Place {
    std::int64_t node = 0; // the one before
    double share = 0;      // towards the next
};

Place place_of(double cells, std::int64_t count) {
    if (cells < 0.5) return {0, cells / 0.5};
    const double last = static_cast<double>(count) - 0.5;
    if (cells >= last) return {count, std::min(1.0, (cells - last) / 0.5)};
    const double from_first = cells - 0.5;
    const double whole = std::floor(from_first);
    return {static_cast<std::int64_t>(whole) + 1, from_first - whole};
}

} // namespace

Point Ground::node(std::int64_t column, std::int64_t row) const {
    const Grid& grid = terrain_->grid;
    const auto cells = [](std::int64_t node, std::int64_t count) {
        return std::clamp(static_cast<double>(node) - 0.5, 0.0, static_cast<double>(count));
    };
    return {grid.xmin + cells(column, grid.columns) * grid.cell_x,
            grid.ymax - cells(row, grid.rows) * grid.cell_y};
}

std::optional<double> Ground::node_height(std::int64_t column, std::int64_t row) const {
    const std::int64_t c = std::clamp<std::int64_t>(column - 1, 0, terrain_->grid.columns - 1);
    const std::int64_t r = std::clamp<std::int64_t>(row - 1, 0, terrain_->grid.rows - 1);
    if (!terrain_->has_value(c, r)) return std::nullopt;
    return static_cast<double>(terrain_->at(c, r));
}

Ground::Patch Ground::patch(std::int64_t column, std::int64_t row) const {
    const Corner nw{column, row};
    const Corner ne{column + 1, row};
    const Corner sw{column, row + 1};
    const Corner se{column + 1, row + 1};
    const auto known = [&](const Corner& corner) { return node_height(corner[0], corner[1]).has_value(); };
    const std::array<bool, 4> has{known(nw), known(ne), known(sw), known(se)};
    switch (std::count(has.begin(), has.end(), true)) {
    case 4:
        return {{Triangle{nw, sw, se}, Triangle{nw, se, ne}}, 2};
    case 3:
        if (!has[0]) return {{Triangle{sw, se, ne}}, 1};
        if (!has[1]) return {{Triangle{nw, sw, se}}, 1};
        if (!has[2]) return {{Triangle{nw, se, ne}}, 1};
        return {{Triangle{nw, sw, ne}}, 1};
    default:
        return {};
    }
}

std::optional<double> Ground::height_at(Point p) const {
    if (flat()) return 0;
    const Grid& grid = terrain_->grid;
    if (grid.cell_count() == 0 || !grid.box().contains(p)) return std::nullopt;
    const Place x = place_of((p.x - grid.xmin) / grid.cell_x, grid.columns);
    const Place y = place_of((grid.ymax - p.y) / grid.cell_y, grid.rows);
    const Patch found = patch(x.node, y.node);
    for (int t = 0; t < found.count; ++t) {
        // Weights of the corners by the linear function that is 1 at one and 0 at the others.
        const Triangle& triangle = found.triangles[static_cast<std::size_t>(t)];
        const auto at = [&](std::size_t i) {
            return Point{static_cast<double>(triangle[i][0] - x.node),
                         static_cast<double>(triangle[i][1] - y.node)};
        };
        const Point here{x.share, y.share};
        const double whole = cross(at(1) - at(0), at(2) - at(0));
        const double second = cross(here - at(0), at(2) - at(0)) / whole;
        const double third = cross(at(1) - at(0), here - at(0)) / whole;
        if (second < 0 || third < 0 || second + third > 1) continue;
        return (1 - second - third) * *node_height(triangle[0][0], triangle[0][1]) +
               second * *node_height(triangle[1][0], triangle[1][1]) +
               third * *node_height(triangle[2][0], triangle[2][1]);
    }
    return std::nullopt;
}

} // namespace prospect::rays
