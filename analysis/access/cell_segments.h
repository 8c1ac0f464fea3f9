// Which of many straight lines pass through which cells of a grid.
#pragma once

#include "geometry/base/edges.h"
#include "geometry/raster/field.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

namespace prospect::access {

// The eight cells around a cell, clockwise from the east; the opposite one is four further.
struct Neighbour {
    std::int64_t column = 0;
    std::int64_t row = 0;
};
inline constexpr std::array<Neighbour, 8> neighbours{
    {{1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}, {-1, -1}, {0, -1}, {1, -1}}};
inline constexpr std::size_t opposite(std::size_t direction) {
    return (direction + 4) % neighbours.size();
}

// Whether the step leads from one side of the line to the other over it. A place on the line, to
// tolerance::on_edge_m, is on its right, so that who steps onto it and on goes across once and not twice. The
// same for the step back.
bool leads_across(const Segment& step, const Segment& line);

// Cells are named by row * columns + column. Immutable. Cost: the segments plus the cells they pass, and four
// bytes a cell of the grid.
class CellSegments {
public:
    CellSegments(const Grid& grid, std::span<const Segment> segments);

    bool none() const { return segments_.empty(); }
    // Those that may touch the cell: some more, none less, in ascending order.
    std::span<const std::uint32_t> in(std::int64_t cell) const {
        if (segments_.empty()) return {};
        const auto c = static_cast<std::size_t>(cell);
        return std::span(entries_).subspan(starts_[c], starts_[c + 1] - starts_[c]);
    }
    // Calls act(segment) for each that the straight step between the centres of the cell and of its neighbour
    // in that direction crosses; one may be told twice. The neighbour must be in the grid. act returns
    // whether to go on.
    template <class Act>
    void crossed(std::int64_t cell, std::size_t direction, Act&& act) const {
        met(cell, direction, act,
            [](const Segment& step, const Segment& one) { return crossing(step, one).has_value(); });
    }
    // The same for those that the step leads across.
    template <class Act>
    void led_across(std::int64_t cell, std::size_t direction, Act&& act) const {
        met(cell, direction, act, leads_across);
    }

private:
    template <class Act, class Meets>
    void met(std::int64_t cell, std::size_t direction, Act&& act, Meets&& meets) const {
        if (segments_.empty()) return;
        const std::int64_t column = cell % grid_.columns;
        const std::int64_t row = cell / grid_.columns;
        const Neighbour& next = neighbours[direction];
        const std::int64_t other = cell + next.row * grid_.columns + next.column;
        const auto here = in(cell);
        const auto there = in(other);
        if (here.empty() && there.empty()) return;
        const Segment step{grid_.center(column, row), grid_.center(column + next.column, row + next.row)};
        for (const auto& some : {here, there})
            for (const std::uint32_t i : some)
                if (meets(step, segments_[i]) && !act(i)) return;
    }

    Grid grid_;
    std::vector<Segment> segments_;
    std::vector<std::uint32_t> starts_;
    std::vector<std::uint32_t> entries_;
};

// Calls act(cell, length_m) for the cells the straight line passes, in order; parts outside the grid are left
// out.
template <class Act>
void for_cells_along(const Grid& grid, const Segment& line, Act&& act) {
    const double whole_m = distance(line.a, line.b);
    std::vector<double> cuts{0, 1};
    const auto cut = [&](double from, double to, double first, double size) {
        if (from == to) return;
        const auto [low, high] = std::minmax(from, to);
        for (double i = std::ceil((low - first) / size); first + i * size < high; i += 1)
            cuts.push_back(std::clamp((first + i * size - from) / (to - from), 0.0, 1.0));
    };
    cut(line.a.x, line.b.x, grid.xmin, grid.cell_x);
    cut(line.a.y, line.b.y, grid.ymax - static_cast<double>(grid.rows) * grid.cell_y, grid.cell_y);
    std::sort(cuts.begin(), cuts.end());
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
        if (cuts[i + 1] <= cuts[i]) continue;
        const Point middle = line.a + (line.b - line.a) * ((cuts[i] + cuts[i + 1]) / 2);
        const auto column = static_cast<std::int64_t>(std::floor((middle.x - grid.xmin) / grid.cell_x));
        const auto row = static_cast<std::int64_t>(std::floor((grid.ymax - middle.y) / grid.cell_y));
        if (column >= 0 && column < grid.columns && row >= 0 && row < grid.rows)
            act(row * grid.columns + column, (cuts[i + 1] - cuts[i]) * whole_m);
    }
}

} // namespace prospect::access
