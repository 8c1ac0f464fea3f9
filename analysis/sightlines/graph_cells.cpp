#include "analysis/sightlines/graph_cells.h"

#include "analysis/scene/scene.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <optional>

namespace prospect::sightlines {

namespace {

constexpr double margin_m = 1;
constexpr double narrow_factor = 4; // the finest grid tried for a narrow gap is this much finer

std::vector<double> xs_of(const Grid& grid) {
    std::vector<double> xs;
    for (std::int64_t column = 0; column < grid.columns; ++column)
        xs.push_back(grid.center(column, 0).x);
    return xs;
}

std::vector<double> ys_of(const Grid& grid) {
    std::vector<double> ys;
    for (std::int64_t row = 0; row < grid.rows; ++row)
        ys.push_back(grid.center(0, row).y);
    return ys;
}

std::optional<std::int64_t> place_under(const Grid& grid, Point p) {
    const double column = std::floor((p.x - grid.xmin) / grid.cell_x);
    const double row = std::floor((grid.ymax - p.y) / grid.cell_y);
    if (!(column >= 0 && row >= 0 && column < static_cast<double>(grid.columns) &&
          row < static_cast<double>(grid.rows)))
        return std::nullopt;
    return static_cast<std::int64_t>(row) * grid.columns + static_cast<std::int64_t>(column);
}

std::string point_text(Point3 full) {
    return as_text(Value(full.x)) + "," + as_text(Value(full.y));
}

// Places reached from the seeds, and from where each was; -1 where it was not, itself for a seed.
std::vector<std::int64_t> flood(const kernel::CellLattice& lattice, const Grid& grid,
                                const std::vector<char>& allowed, const std::vector<std::int64_t>& seeds,
                                const Progress& progress) {
    std::vector<std::int64_t> from(static_cast<std::size_t>(grid.cell_count()), -1);
    std::deque<std::int64_t> open;
    for (const std::int64_t seed : seeds) {
        from[static_cast<std::size_t>(seed)] = seed;
        open.push_back(seed);
    }
    std::size_t steps = 0;
    while (!open.empty()) {
        if (++steps % 1024 == 0) progress.checkpoint();
        const std::int64_t here = open.front();
        open.pop_front();
        for (int side = 0; side < 9; ++side) {
            const std::int64_t column = here % grid.columns + side % 3 - 1;
            const std::int64_t row = here / grid.columns + side / 3 - 1;
            if (side == 4 || column < 0 || row < 0 || column >= grid.columns || row >= grid.rows) continue;
            const std::int64_t next = row * grid.columns + column;
            const auto at = static_cast<std::size_t>(next);
            if (from[at] >= 0 || allowed[at] == 0 || !lattice.are_joined(here, next)) continue;
            from[at] = here;
            open.push_back(next);
        }
    }
    return from;
}

// Where a finer grid passes that this one does not: the middle of the first step from what is reached to what
// is not.
struct Gap {
    Point place;
    double cell_m = 0;
};

std::optional<Gap> narrow_gap(const GraphCells& cells, const std::vector<char>& reached, double cell_m,
                              std::span<const Point> starts, const Progress& progress) {
    const Box box = cells.grid.box();
    for (double finer = cell_m / 2; finer >= cell_m / narrow_factor; finer /= 2) {
        const Grid grid = grid_of_extent(box, finer);
        const kernel::CellLattice lattice(*cells.walls, xs_of(grid), ys_of(grid));
        std::vector<char> allowed(static_cast<std::size_t>(grid.cell_count()));
        for (std::size_t i = 0; i < allowed.size(); ++i)
            allowed[i] = lattice.is_open(static_cast<std::int64_t>(i)) ? 1 : 0;
        std::vector<std::int64_t> seeds;
        for (const Point start : starts)
            if (const auto place = place_under(grid, start);
                place && allowed[static_cast<std::size_t>(*place)] != 0)
                seeds.push_back(*place);
        const auto from = flood(lattice, grid, allowed, seeds, progress);
        const auto centre = [&](std::int64_t place) {
            return grid.center(place % grid.columns, place / grid.columns);
        };
        const auto coarse = [&](std::int64_t place) { return place_under(cells.grid, centre(place)); };
        for (std::int64_t place = 0; place < grid.cell_count(); ++place) {
            if (from[static_cast<std::size_t>(place)] < 0) continue;
            const auto over = coarse(place);
            if (!over || !cells.lattice->is_open(*over) || reached[static_cast<std::size_t>(*over)] != 0)
                continue;
            std::int64_t at = place;
            std::int64_t before = from[static_cast<std::size_t>(at)];
            while (before != at) {
                const auto under = coarse(before);
                if (under && reached[static_cast<std::size_t>(*under)] != 0)
                    return Gap{(centre(at) + centre(before)) * 0.5, finer};
                at = before;
                before = from[static_cast<std::size_t>(at)];
            }
        }
    }
    return std::nullopt;
}

void choose_all(const engine::Context& context, double eye_height_m, GraphCells& cells,
                std::vector<char>& wanted) {
    for (std::int64_t place = 0; place < cells.grid.cell_count(); ++place) {
        const Point centre = cells.grid.center(place % cells.grid.columns, place / cells.grid.columns);
        const auto at = static_cast<std::size_t>(place);
        if (context.scene().in_building(centre, eye_height_m))
            ++cells.in_buildings;
        else if (!cells.lattice->is_open(place))
            ++cells.in_other_solids;
        else
            wanted[at] = 1;
    }
}

void choose_reached(const engine::Context& context, double cell_m, const engine::PointList& start,
                    GraphCells& cells, std::vector<char>& wanted) {
    const Frame& frame = context.site().frame;
    std::vector<std::int64_t> seeds;
    std::vector<Point> places;
    for (const Point3& full : start.points) {
        const Point local = frame.to_local({full.x, full.y});
        const auto place = place_under(cells.grid, local);
        if (!place)
            throw Error(ErrorCode::refused, "the start point " + point_text(full) + " lies outside the grid",
                        "choose a point inside it, or a larger --extent");
        if (wanted[static_cast<std::size_t>(*place)] == 0)
            throw Error(ErrorCode::refused,
                        "the cell of the start point " + point_text(full) +
                            " has its centre in a building or on a wall",
                        "choose a point in the open, or a finer grid");
        seeds.push_back(*place);
        places.push_back(local);
    }
    const auto from = flood(*cells.lattice, cells.grid, wanted, seeds, context.progress());
    std::vector<char> reached(wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        reached[i] = from[i] >= 0 ? 1 : 0;
        cells.not_reached += wanted[i] - reached[i];
    }
    if (cells.not_reached > 0) {
        std::string message = std::to_string(cells.not_reached) +
                              " open cells are not reached from the start and have no value";
        std::optional<Point> where;
        if (const auto gap = narrow_gap(cells, reached, cell_m, places, context.progress())) {
            message += "; a gap near " + scene::place_text(frame, gap->place) +
                       " is narrower than a cell: --cell_m " + as_text(Value(gap->cell_m)) + " passes it";
            where = gap->place;
        }
        cells.notes.push_back({scene::Note::Level::warning, "not_reached", message, where});
    }
    wanted = std::move(reached);
}

} // namespace

GraphCells graph_cells(const engine::Context& context, const Grid& grid, double cell_m, double eye_height_m,
                       const engine::PointList& start) {
    GraphCells cells;
    cells.grid = grid;
    cells.walls = context.walls_at(eye_height_m, grid.box().grown(margin_m));
    cells.lattice = std::make_unique<kernel::CellLattice>(*cells.walls, xs_of(grid), ys_of(grid));
    std::vector<char> wanted(static_cast<std::size_t>(grid.cell_count()), 0);
    choose_all(context, eye_height_m, cells, wanted);
    if (!start.points.empty()) choose_reached(context, cell_m, start, cells, wanted);
    cells.lattice->choose(wanted);
    for (std::uint32_t cell = 0; cell < cells.lattice->cell_count(); ++cell) {
        const std::int64_t place = cells.lattice->place_of(cell);
        cells.places.push_back(place);
        cells.centres.push_back(grid.center(place % grid.columns, place / grid.columns));
    }
    if (cells.count() == 0)
        throw Error(ErrorCode::refused, "the grid leaves no cell in the open",
                    "choose a smaller cell_m or another extent");
    return cells;
}

std::uint32_t cell_under(const GraphCells& cells, const Frame& frame, Point3 full, const std::string& what) {
    const auto place = place_under(cells.grid, frame.to_local({full.x, full.y}));
    const std::int64_t cell = place ? cells.lattice->cell_at(*place) : -1;
    if (cell < 0)
        throw Error(ErrorCode::refused,
                    "the point " + point_text(full) + " of " + what + " lies in no cell of the grid",
                    "choose a point in the open and inside the grid");
    return static_cast<std::uint32_t>(cell);
}

} // namespace prospect::sightlines
