#include "analysis/sightlines/graph_cells.h"

#include "analysis/scene/scene.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <optional>

namespace prospect::sightlines {

namespace {

constexpr double margin_m = 1;

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

// Places reached from the seeds, and from where each was; -1 where it was not, itself for a seed. joined(a,
// b): whether one steps from one place to its neighbour.
template <class Joined>
std::vector<std::int64_t> flood(const Grid& grid, const std::vector<char>& allowed,
                                const std::vector<std::int64_t>& seeds, const Progress& progress,
                                const Joined& joined) {
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
            if (from[at] >= 0 || allowed[at] == 0 || !joined(here, next)) continue;
            from[at] = here;
            open.push_back(next);
        }
    }
    return from;
}

// A lattice that has the centres of two grids among its own, one of them with cells half or a quarter the
// size of the other's: in units of half the smaller ones.
class BothGrids {
public:
    BothGrids(const kernel::VisibilityScene& walls, const Grid& coarse, const Grid& fine)
        : step_(fine.cell_x / 2) {
        const Point first{std::min(coarse.center(0, 0).x, fine.center(0, 0).x),
                          std::max(coarse.center(0, 0).y, fine.center(0, 0).y)};
        const auto last = [](const Grid& grid) { return grid.center(grid.columns - 1, grid.rows - 1); };
        const Point end{std::max(last(coarse).x, last(fine).x), std::min(last(coarse).y, last(fine).y)};
        first_ = first;
        columns_ = std::llround((end.x - first.x) / step_) + 1;
        const std::int64_t rows = std::llround((first.y - end.y) / step_) + 1;
        std::vector<double> xs;
        for (std::int64_t column = 0; column < columns_; ++column)
            xs.push_back(first.x + static_cast<double>(column) * step_);
        std::vector<double> ys;
        for (std::int64_t row = 0; row < rows; ++row)
            ys.push_back(first.y - static_cast<double>(row) * step_);
        lattice_ = std::make_unique<kernel::CellLattice>(walls, xs, ys);
    }

    bool is_open(Point centre) const { return lattice_->is_open(place(centre)); }
    bool are_joined(Point a, Point b) const {
        return is_open(a) && is_open(b) && lattice_->are_joined(place(a), place(b));
    }

private:
    std::int64_t place(Point centre) const {
        return std::llround((first_.y - centre.y) / step_) * columns_ +
               std::llround((centre.x - first_.x) / step_);
    }

    double step_;
    Point first_;
    std::int64_t columns_ = 0;
    std::unique_ptr<kernel::CellLattice> lattice_;
};

Point centre_of(const Grid& grid, std::int64_t place) {
    return grid.center(place % grid.columns, place / grid.columns);
}

// The cell over the point or beside it whose centre is joined to it, among those marked.
std::optional<std::int64_t> joined_cell(const BothGrids& both, const Grid& grid,
                                        const std::vector<char>& marked, Point p) {
    const auto under = place_under(grid, p);
    if (!under) return std::nullopt;
    for (int side = 0; side < 9; ++side) {
        const std::int64_t column = *under % grid.columns + (side + 4) % 9 % 3 - 1;
        const std::int64_t row = *under / grid.columns + (side + 4) % 9 / 3 - 1;
        if (column < 0 || row < 0 || column >= grid.columns || row >= grid.rows) continue;
        const std::int64_t place = row * grid.columns + column;
        if (marked[static_cast<std::size_t>(place)] != 0 && both.are_joined(p, centre_of(grid, place)))
            return place;
    }
    return std::nullopt;
}

// Where a finer grid passes that this one does not.
struct Gap {
    Point place;
    double cell_m = 0;
};

// Some open cell that is not reached is joined to a spot that the finer grid reaches. The gap is where the
// way to that spot leaves what is joined to reached cells for the last time.
std::optional<Gap> gap_passed(const GraphCells& cells, const std::vector<char>& missed,
                              const std::vector<char>& reached, const Grid& fine, const BothGrids& both,
                              const std::vector<std::int64_t>& from) {
    std::vector<char> there(from.size());
    for (std::size_t i = 0; i < from.size(); ++i)
        there[i] = from[i] >= 0 ? 1 : 0;
    for (std::int64_t place = 0; place < cells.grid.cell_count(); ++place) {
        if (missed[static_cast<std::size_t>(place)] == 0) continue;
        const auto spot = joined_cell(both, fine, there, centre_of(cells.grid, place));
        if (!spot) continue;
        std::int64_t at = *spot;
        std::int64_t before = from[static_cast<std::size_t>(at)];
        while (before != at && !joined_cell(both, cells.grid, reached, centre_of(fine, before))) {
            at = before;
            before = from[static_cast<std::size_t>(at)];
        }
        return Gap{(centre_of(fine, at) + centre_of(fine, before)) * 0.5, fine.cell_x};
    }
    return std::nullopt;
}

// wanted: open cells, reached: those of them that are. Grids are those a run with these cells has.
std::optional<Gap> narrow_gap(const engine::Context& context, const GraphCells& cells,
                              const std::vector<char>& wanted, const std::vector<char>& reached,
                              double cell_m, double eye_height_m, std::span<const Point> starts) {
    constexpr std::int64_t most_centres = 20'000'000; // of both grids
    constexpr std::size_t bytes_per_cell = 64;
    constexpr int finest = 4; // times finer
    std::vector<char> missed(wanted.size());
    for (std::size_t i = 0; i < missed.size(); ++i)
        missed[i] = wanted[i] != 0 && reached[i] == 0 ? 1 : 0;
    for (int times = 2; times <= finest; times *= 2) {
        if (cells.grid.cell_count() * 4 * times * times > most_centres) return std::nullopt;
        const Grid fine = context.grid(cell_m / times, bytes_per_cell);
        Box around = cells.grid.box();
        around.add(fine.box());
        const auto walls = context.walls_at(eye_height_m, around.grown(margin_m));
        const BothGrids both(*walls, cells.grid, fine);
        std::vector<char> allowed(static_cast<std::size_t>(fine.cell_count()));
        for (std::int64_t place = 0; place < fine.cell_count(); ++place) {
            const Point centre = centre_of(fine, place);
            allowed[static_cast<std::size_t>(place)] =
                both.is_open(centre) && !context.scene().in_building(centre, eye_height_m) ? 1 : 0;
        }
        std::vector<std::int64_t> seeds;
        for (const Point start : starts)
            if (const auto place = place_under(fine, start);
                place && allowed[static_cast<std::size_t>(*place)] != 0)
                seeds.push_back(*place);
        const auto from =
            flood(fine, allowed, seeds, context.progress(), [&](std::int64_t a, std::int64_t b) {
                return both.are_joined(centre_of(fine, a), centre_of(fine, b));
            });
        if (const auto gap = gap_passed(cells, missed, reached, fine, both, from)) return gap;
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

void choose_reached(const engine::Context& context, double cell_m, double eye_height_m,
                    const engine::PointList& start, GraphCells& cells, std::vector<char>& wanted) {
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
    const auto from = flood(cells.grid, wanted, seeds, context.progress(),
                            [&](std::int64_t a, std::int64_t b) { return cells.lattice->are_joined(a, b); });
    std::vector<char> reached(wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        reached[i] = from[i] >= 0 ? 1 : 0;
        cells.not_reached += wanted[i] - reached[i];
    }
    if (cells.not_reached > 0) {
        std::string message = std::to_string(cells.not_reached) +
                              " open cells are not reached from the start and have no value";
        std::optional<Point> where;
        if (const auto gap = narrow_gap(context, cells, wanted, reached, cell_m, eye_height_m, places)) {
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
    if (!start.points.empty()) choose_reached(context, cell_m, eye_height_m, start, cells, wanted);
    cells.lattice->choose(wanted);
    for (std::uint32_t cell = 0; cell < cells.lattice->cell_count(); ++cell) {
        const std::int64_t place = cells.lattice->place_of(cell);
        cells.places.push_back(place);
        cells.centres.push_back(grid.center(place % grid.columns, place / grid.columns));
    }
    if (cells.count() < 2)
        throw Error(ErrorCode::refused,
                    std::string("the grid leaves ") + (cells.count() == 0 ? "no cell" : "a single cell") +
                        " in the open",
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
