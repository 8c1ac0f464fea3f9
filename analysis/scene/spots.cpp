#include "analysis/scene/spots.h"

#include "geometry/raster/field.h"

#include <algorithm>
#include <cmath>

namespace prospect::scene {

namespace {

// Of a thin area across a wide plan.
constexpr std::int64_t most_cells = 1'000'000;

Grid grid_over(const Box& box, double cell_m, Point origin) {
    while (box.width() / cell_m * (box.height() / cell_m) > static_cast<double>(most_cells))
        cell_m *= 2;
    return grid_of_box(box, cell_m, origin);
}

} // namespace

std::vector<Point> spots_of(const Geometry& geometry, double wanted, Point origin) {
    if (geometry.kind != GeometryKind::polygon) return {label_point(geometry)};
    const double cell_m = std::max(1.0, std::sqrt(area(geometry) / wanted));
    const Grid grid = grid_over(geometry.box(), cell_m, origin);
    std::vector<Point> spots;
    for (std::int64_t i = 0; i < grid.cell_count(); ++i)
        if (const Point p = grid.center(i % grid.columns, i / grid.columns); contains(geometry, p))
            spots.push_back(p);
    if (spots.empty()) spots.push_back(label_point(geometry));
    return spots;
}

} // namespace prospect::scene
