#include "analysis/access/cell_segments.h"

#include "geometry/base/tolerances.h"

namespace prospect::access {

namespace {

// Cells that a segment only grazes count as passed: rounding must not lose one.
constexpr double slack = 1e-6; // of a cell

// Calls act(row, first column, last column) for the cells a segment touches.
template <class Act>
void for_runs(const Grid& grid, const Segment& segment, Act&& act) {
    const Point low{std::min(segment.a.x, segment.b.x), std::min(segment.a.y, segment.b.y)};
    const Point high{std::max(segment.a.x, segment.b.x), std::max(segment.a.y, segment.b.y)};
    const auto index = [](double value, std::int64_t count) {
        return static_cast<std::int64_t>(std::clamp(std::floor(value), -1.0, static_cast<double>(count)));
    };
    const auto column_of = [&](double x) { return (x - grid.xmin) / grid.cell_x; };
    const auto row_of = [&](double y) { return (grid.ymax - y) / grid.cell_y; };
    const std::int64_t top = std::max<std::int64_t>(0, index(row_of(high.y) - slack, grid.rows));
    const std::int64_t bottom = std::min(grid.rows - 1, index(row_of(low.y) + slack, grid.rows));
    const double rise = segment.b.y - segment.a.y;
    for (std::int64_t row = top; row <= bottom; ++row) {
        double left = low.x;
        double right = high.x;
        if (rise != 0) {
            const double upper = grid.ymax - (static_cast<double>(row) - slack) * grid.cell_y;
            const double lower = grid.ymax - (static_cast<double>(row + 1) + slack) * grid.cell_y;
            const auto x_at = [&](double y) {
                const double share = std::clamp((y - segment.a.y) / rise, 0.0, 1.0);
                return segment.a.x + (segment.b.x - segment.a.x) * share;
            };
            left = std::min(x_at(upper), x_at(lower));
            right = std::max(x_at(upper), x_at(lower));
        }
        const std::int64_t first = std::max<std::int64_t>(0, index(column_of(left) - slack, grid.columns));
        const std::int64_t last = std::min(grid.columns - 1, index(column_of(right) + slack, grid.columns));
        if (first <= last) act(row, first, last);
    }
}

} // namespace

bool leads_across(const Segment& step, const Segment& line) {
    const Point along = line.b - line.a;
    const double whole_m = length(along);
    if (whole_m <= 0) return false;
    const double from_m = cross(along, step.a - line.a) / whole_m;
    const double to_m = cross(along, step.b - line.a) / whole_m;
    constexpr double on_m = tolerance::on_edge_m;
    if ((from_m > on_m) == (to_m > on_m)) return false;
    const double share = std::clamp(from_m / (from_m - to_m), 0.0, 1.0);
    const double place_m = dot(step.a + (step.b - step.a) * share - line.a, along) / whole_m;
    return place_m >= -on_m && place_m <= whole_m + on_m;
}

CellSegments::CellSegments(const Grid& grid, std::span<const Segment> segments)
    : grid_(grid), segments_(segments.begin(), segments.end()) {
    if (segments_.empty()) return;
    starts_.assign(static_cast<std::size_t>(grid.cell_count()) + 1, 0);
    const auto for_cells = [&](auto&& act) {
        for (std::uint32_t i = 0; i < segments_.size(); ++i)
            for_runs(grid_, segments_[i], [&](std::int64_t row, std::int64_t first, std::int64_t last) {
                for (std::int64_t column = first; column <= last; ++column)
                    act(static_cast<std::size_t>(row * grid_.columns + column), i);
            });
    };
    for_cells([&](std::size_t cell, std::uint32_t) { ++starts_[cell + 1]; });
    for (std::size_t cell = 1; cell < starts_.size(); ++cell)
        starts_[cell] += starts_[cell - 1];
    entries_.resize(starts_.back());
    std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
    for_cells([&](std::size_t cell, std::uint32_t segment) { entries_[next[cell]++] = segment; });
}

} // namespace prospect::access
