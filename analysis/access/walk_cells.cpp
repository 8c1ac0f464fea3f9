#include "analysis/access/walk_cells.h"

#include "geometry/base/tolerances.h"

namespace prospect::access {

namespace {

// Marks the centres within the polygon, by the even-odd rule of contains().
void fill(const Grid& grid, const Geometry& polygon, std::vector<std::uint8_t>& solid) {
    const Box box = polygon.box();
    const auto row_at = [&](double y) {
        return static_cast<std::int64_t>(
            std::clamp(std::floor((grid.ymax - y) / grid.cell_y), -1.0, static_cast<double>(grid.rows)));
    };
    std::vector<double> xs;
    for (std::int64_t row = std::max<std::int64_t>(0, row_at(box.ymax));
         row <= std::min(grid.rows - 1, row_at(box.ymin)); ++row) {
        const double y = grid.center(0, row).y;
        xs.clear();
        for_each_edge(polygon, [&](VertexPlace, const Segment& edge) {
            if ((edge.a.y > y) != (edge.b.y > y))
                xs.push_back(edge.a.x + (edge.b.x - edge.a.x) * (y - edge.a.y) / (edge.b.y - edge.a.y));
        });
        std::sort(xs.begin(), xs.end());
        for (std::size_t i = 0; i + 1 < xs.size(); i += 2) {
            const auto column_after = [&](double x) {
                return std::clamp(std::ceil((x - grid.xmin) / grid.cell_x - 0.5), 0.0,
                                  static_cast<double>(grid.columns));
            };
            const auto first = static_cast<std::int64_t>(column_after(xs[i]));
            const auto end = static_cast<std::int64_t>(column_after(xs[i + 1]));
            for (std::int64_t column = first; column < end; ++column)
                solid[static_cast<std::size_t>(row * grid.columns + column)] = 1;
        }
    }
}

class Making {
public:
    Making(const Grid& grid, const scene::Footing& footing, std::span<const Segment> closed)
        : footing_(footing), closed_(closed), edges_(grid, with(footing.edges(), closed)) {
        made.grid = grid;
        made.walks.assign(static_cast<std::size_t>(grid.cell_count()), 0);
        made.steps.assign(made.walks.size(), 0);
        ahead_.assign(made.walks.size(), 0);
        solid_.assign(made.walks.size(), 0);
        for (const Geometry& stop : footing.stops())
            fill(grid, stop, solid_);
    }

    void find_walks(std::int64_t row) {
        for (std::int64_t column = 0; column < made.grid.columns; ++column) {
            const std::int64_t cell = row * made.grid.columns + column;
            const auto c = static_cast<std::size_t>(cell);
            // Only near an edge can rounding decide.
            made.walks[c] =
                edges_.in(cell).empty()
                    ? 1 - solid_[c]
                    : static_cast<std::uint8_t>(footing_.walks(made.center(cell)) && !on_closed(cell));
        }
    }

    // The first four directions: the others are the same steps the other way round.
    void find_steps(std::int64_t row) {
        for (std::int64_t column = 0; column < made.grid.columns; ++column) {
            const std::int64_t cell = row * made.grid.columns + column;
            const auto c = static_cast<std::size_t>(cell);
            if (made.walks[c] == 0) continue;
            for (std::size_t k = 0; k < neighbours.size() / 2; ++k) {
                if (!in_grid(column + neighbours[k].column, row + neighbours[k].row) ||
                    made.walks[static_cast<std::size_t>(made.step_to(cell, k))] == 0)
                    continue;
                bool free = true;
                edges_.crossed(cell, k, [&](std::uint32_t) { return free = false; });
                if (free) ahead_[c] |= static_cast<std::uint8_t>(1U << k);
            }
        }
    }

    void join_steps(std::int64_t row) {
        for (std::int64_t column = 0; column < made.grid.columns; ++column) {
            const std::int64_t cell = row * made.grid.columns + column;
            std::uint8_t steps = ahead_[static_cast<std::size_t>(cell)];
            for (std::size_t k = 0; k < neighbours.size() / 2; ++k) {
                const std::size_t back = opposite(k);
                if (in_grid(column + neighbours[back].column, row + neighbours[back].row) &&
                    (ahead_[static_cast<std::size_t>(made.step_to(cell, back))] >> k & 1) != 0)
                    steps |= static_cast<std::uint8_t>(1U << back);
            }
            made.steps[static_cast<std::size_t>(cell)] = steps;
        }
    }

    WalkCells made;

private:
    static std::vector<Segment> with(std::vector<Segment> edges, std::span<const Segment> closed) {
        edges.insert(edges.end(), closed.begin(), closed.end());
        return edges;
    }
    // They come after the edges of the footing.
    bool on_closed(std::int64_t cell) const {
        const auto near = edges_.in(cell);
        return std::any_of(near.begin(), near.end(), [&](std::uint32_t i) {
            return i >= footing_.edges().size() &&
                   distance(made.center(cell), closed_[i - footing_.edges().size()]) <= tolerance::on_edge_m;
        });
    }
    bool in_grid(std::int64_t column, std::int64_t row) const {
        return column >= 0 && column < made.grid.columns && row >= 0 && row < made.grid.rows;
    }

    const scene::Footing& footing_;
    std::span<const Segment> closed_;
    CellSegments edges_;
    std::vector<std::uint8_t> ahead_;
    std::vector<std::uint8_t> solid_;
};

} // namespace

std::int64_t WalkCells::at(Point p) const {
    const double column = std::floor((p.x - grid.xmin) / grid.cell_x);
    const double row = std::floor((grid.ymax - p.y) / grid.cell_y);
    if (!(column >= 0 && column < static_cast<double>(grid.columns) && row >= 0 &&
          row < static_cast<double>(grid.rows)))
        return -1;
    return static_cast<std::int64_t>(row) * grid.columns + static_cast<std::int64_t>(column);
}

WalkCells walk_cells(const Grid& grid, const scene::Footing& footing, std::span<const Segment> closed,
                     const engine::Workers& workers) {
    Making making(grid, footing, closed);
    constexpr std::int64_t rows_at_once = 8;
    const auto each_row = [&](double begin, double end, void (Making::*act)(std::int64_t)) {
        workers.part(begin, end)
            .for_blocks(grid.rows, rows_at_once, [&](std::int64_t first, std::int64_t last) {
                for (std::int64_t row = first; row < last; ++row)
                    (making.*act)(row);
            });
    };
    each_row(0, 0.4, &Making::find_walks);
    each_row(0.4, 0.9, &Making::find_steps);
    each_row(0.9, 1, &Making::join_steps);
    return std::move(making.made);
}

std::int64_t cell_beside(const WalkCells& cells, const scene::Footing& footing, Point p, double within_m) {
    const Grid& grid = cells.grid;
    const auto clamped = [](double value, std::int64_t count) {
        return static_cast<std::int64_t>(std::clamp(std::floor(value), 0.0, static_cast<double>(count - 1)));
    };
    const std::int64_t left = clamped((p.x - within_m - grid.xmin) / grid.cell_x, grid.columns);
    const std::int64_t right = clamped((p.x + within_m - grid.xmin) / grid.cell_x, grid.columns);
    const std::int64_t top = clamped((grid.ymax - p.y - within_m) / grid.cell_y, grid.rows);
    const std::int64_t bottom = clamped((grid.ymax - p.y + within_m) / grid.cell_y, grid.rows);
    std::int64_t best = -1;
    double least_m = within_m;
    for (std::int64_t row = top; row <= bottom; ++row)
        for (std::int64_t column = left; column <= right; ++column) {
            const std::int64_t cell = row * grid.columns + column;
            const double away_m = distance(cells.center(cell), p);
            if (cells.walks[static_cast<std::size_t>(cell)] == 0 || away_m > least_m ||
                (best >= 0 && away_m >= least_m) || !footing.steps(p, cells.center(cell)))
                continue;
            best = cell;
            least_m = away_m;
        }
    return best;
}

} // namespace prospect::access
