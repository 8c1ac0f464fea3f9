#include "analysis/scene/cells_near.h"

#include "geometry/base/edges.h"

#include <algorithm>
#include <cmath>

namespace prospect::scene {

namespace {

// Adds the cells with their centre in the box.
void add_box(const Grid& grid, const Box& box, std::vector<CellRun>& runs) {
    const auto index = [](double at, std::int64_t count) {
        return static_cast<std::int64_t>(std::clamp(at, -1.0, static_cast<double>(count)));
    };
    const std::int64_t first =
        std::max<std::int64_t>(0, index(std::floor((box.xmin - grid.xmin) / grid.cell_x), grid.columns));
    const std::int64_t last =
        std::min(grid.columns - 1, index(std::floor((box.xmax - grid.xmin) / grid.cell_x), grid.columns));
    const std::int64_t top =
        std::max<std::int64_t>(0, index(std::floor((grid.ymax - box.ymax) / grid.cell_y), grid.rows));
    const std::int64_t bottom =
        std::min(grid.rows - 1, index(std::floor((grid.ymax - box.ymin) / grid.cell_y), grid.rows));
    if (first > last) return;
    for (std::int64_t row = top; row <= bottom; ++row)
        runs.push_back({row, first, last});
}

// Pieces about as long as the reach: a box around each holds little that is not near.
void add_edge(const Grid& grid, const Segment& edge, double reach_m, std::vector<CellRun>& runs) {
    const double length_m = distance(edge.a, edge.b);
    const double pieces = std::max(1.0, std::ceil(length_m / std::max(reach_m, grid.cell_x)));
    for (double i = 0; i < pieces; ++i) {
        Box box;
        box.add(edge.a + (edge.b - edge.a) * (i / pieces));
        box.add(edge.a + (edge.b - edge.a) * ((i + 1) / pieces));
        add_box(grid, box.grown(reach_m), runs);
    }
}

std::vector<CellRun> merged(std::vector<CellRun> runs) {
    std::sort(runs.begin(), runs.end(), [](const CellRun& a, const CellRun& b) {
        return a.row != b.row ? a.row < b.row : a.first < b.first;
    });
    std::vector<CellRun> made;
    for (const CellRun& run : runs)
        if (!made.empty() && made.back().row == run.row && run.first <= made.back().last + 1)
            made.back().last = std::max(made.back().last, run.last);
        else
            made.push_back(run);
    return made;
}

} // namespace

std::vector<CellRun> cells_near(const Grid& grid, const std::vector<const Geometry*>& shapes,
                                double reach_m) {
    std::vector<CellRun> runs;
    std::size_t merge_at = 1'000'000; // so that overlaps of many lines do not pile up
    for (const Geometry* shape : shapes) {
        if (shape->kind == GeometryKind::line)
            for_each_edge(*shape,
                          [&](VertexPlace, const Segment& edge) { add_edge(grid, edge, reach_m, runs); });
        else
            add_box(grid, shape->box().grown(reach_m), runs);
        if (runs.size() < merge_at) continue;
        runs = merged(std::move(runs));
        merge_at = 2 * runs.size() + 1'000'000;
    }
    return merged(std::move(runs));
}

std::int64_t count_of(const std::vector<CellRun>& runs) {
    std::int64_t count = 0;
    for (const CellRun& run : runs)
        count += run.count();
    return count;
}

} // namespace prospect::scene
