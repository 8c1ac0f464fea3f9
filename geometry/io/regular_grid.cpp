#include "geometry/io/regular_grid.h"

#include <algorithm>
#include <cmath>

namespace prospect::io {

namespace {

constexpr double same_line_m = 1e-3;
constexpr double most_off = 0.02; // of a step
constexpr double most_cells_a_point = 100;
constexpr double most_cells_besides = 1e6;
constexpr double most_steps = 1e9;

// Columns or rows: their middles at first_m, first_m + step_m, …
struct Lines {
    double first_m = 0;
    double step_m = 0;
    std::int64_t count = 0;

    double number_of(double place_m) const { return (place_m - first_m) / step_m; }
};

// To one of so many parts of a metre.
double rounded(double value_m, double parts) {
    return std::round(value_m * parts) / parts;
}

std::vector<double> distinct(std::vector<double> places) {
    std::sort(places.begin(), places.end());
    places.erase(
        std::unique(places.begin(), places.end(), [](double a, double b) { return b - a <= same_line_m; }),
        places.end());
    return places;
}

// The mean of those distances that are about the median: two lines further apart have others missing between.
double usual_step(const std::vector<double>& places) {
    std::vector<double> steps;
    for (std::size_t i = 1; i < places.size(); ++i)
        steps.push_back(places[i] - places[i - 1]);
    const auto middle = steps.begin() + static_cast<std::ptrdiff_t>((steps.size() - 1) / 2);
    std::nth_element(steps.begin(), middle, steps.end());
    const double median = *middle;
    double sum = 0;
    double count = 0;
    for (const double step : steps)
        if (std::abs(step - median) <= 0.1 * median) {
            sum += step;
            ++count;
        }
    return sum / count;
}

// Least squares over the lines there are; absent for a single one.
std::optional<Lines> lines_of(const std::vector<double>& places) {
    if (places.size() < 2) return std::nullopt;
    const double step = usual_step(places);
    double k_sum = 0, p_sum = 0;
    for (const double place : places) {
        k_sum += std::round((place - places.front()) / step);
        p_sum += place - places.front();
    }
    const auto n = static_cast<double>(places.size());
    double kk = 0, kp = 0;
    for (const double place : places) {
        const double k = std::round((place - places.front()) / step) - k_sum / n;
        kk += k * k;
        kp += k * (place - places.front() - p_sum / n);
    }
    // To a nanometre and a micrometre: steps and places as one would type them.
    Lines lines;
    lines.step_m = rounded(kp / kk, 1e9);
    lines.first_m = rounded(places.front() + p_sum / n - kp / kk * k_sum / n, 1e6);
    const double last = std::round(lines.number_of(places.back()));
    if (!(lines.step_m > 0) || !(last < most_steps)) return std::nullopt;
    lines.count = static_cast<std::int64_t>(last) + 1;
    return lines;
}

bool most_have_neighbours(const RegularGrid& found) {
    const Grid& grid = found.grid;
    std::vector<bool> taken(static_cast<std::size_t>(grid.cell_count()));
    for (const std::size_t cell : found.cells)
        taken[cell] = true;
    const auto has_neighbour = [&](std::size_t cell) {
        const auto column = static_cast<std::int64_t>(cell) % grid.columns;
        const auto row = static_cast<std::int64_t>(cell) / grid.columns;
        for (std::int64_t r = std::max<std::int64_t>(row - 1, 0); r <= std::min(row + 1, grid.rows - 1); ++r)
            for (std::int64_t c = std::max<std::int64_t>(column - 1, 0);
                 c <= std::min(column + 1, grid.columns - 1); ++c)
                if ((r != row || c != column) && taken[static_cast<std::size_t>(r * grid.columns + c)])
                    return true;
        return false;
    };
    const auto beside = std::count_if(found.cells.begin(), found.cells.end(), has_neighbour);
    return 2 * static_cast<std::size_t>(beside) >= found.cells.size();
}

} // namespace

std::variant<RegularGrid, NoGrid> regular_grid(std::span<const Point> points) {
    std::vector<double> xs, ys;
    for (const Point p : points) {
        xs.push_back(p.x);
        ys.push_back(p.y);
    }
    const auto columns = lines_of(distinct(std::move(xs)));
    const auto rows = lines_of(distinct(std::move(ys)));
    if (!columns || !rows) return NoGrid{"its points lie on one line or are too far apart for a grid", {}};
    const auto n = static_cast<double>(points.size());
    RegularGrid found;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double column = columns->number_of(points[i].x);
        const double up = rows->number_of(points[i].y);
        if (std::abs(column - std::round(column)) > most_off || std::abs(up - std::round(up)) > most_off)
            return NoGrid{"it is off the rows and columns of the other points", i};
        const std::int64_t row = rows->count - 1 - std::llround(up);
        found.cells.push_back(static_cast<std::size_t>(row * columns->count + std::llround(column)));
    }
    if (static_cast<double>(columns->count) * static_cast<double>(rows->count) >
        most_cells_a_point * n + most_cells_besides)
        return NoGrid{"its points are scattered, not on a grid", {}};
    found.grid = {columns->first_m - columns->step_m / 2,
                  rows->first_m + (static_cast<double>(rows->count) - 0.5) * rows->step_m,
                  columns->step_m,
                  rows->step_m,
                  columns->count,
                  rows->count};
    if (!most_have_neighbours(found)) return NoGrid{"its points are scattered, not on a grid", {}};
    return found;
}

} // namespace prospect::io
