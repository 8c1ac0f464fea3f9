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
    // Of a number from the nearest line there is.
    double off(double number) const {
        return std::abs(number - std::clamp(std::round(number), 0.0, static_cast<double>(count - 1)));
    }
};

// To one of so many parts of a metre.
double rounded(double value_m, double parts) {
    return std::round(value_m * parts) / parts;
}

struct Place {
    double at_m = 0;
    double points = 0;
};

std::vector<Place> distinct(std::vector<double> places) {
    std::sort(places.begin(), places.end());
    std::vector<Place> found;
    for (const double place : places) {
        if (found.empty() || place - found.back().at_m > same_line_m) found.push_back({place, 0});
        ++found.back().points;
    }
    return found;
}

// The mean of those distances that are about the median of all, which count by the points on the emptier of
// the two lines: a stray point makes lines of its own, and others may be missing between two lines.
double usual_step(const std::vector<Place>& places) {
    std::vector<Place> steps;
    double all = 0;
    for (std::size_t i = 1; i < places.size(); ++i) {
        steps.push_back(
            {places[i].at_m - places[i - 1].at_m, std::min(places[i].points, places[i - 1].points)});
        all += steps.back().points;
    }
    std::sort(steps.begin(), steps.end(), [](const Place& a, const Place& b) { return a.at_m < b.at_m; });
    std::size_t middle = 0;
    for (double below = steps[0].points; 2 * below < all; below += steps[middle].points)
        ++middle;
    const double median = steps[middle].at_m;
    double sum = 0;
    double weights = 0;
    for (const Place& step : steps)
        if (std::abs(step.at_m - median) <= 0.1 * median) {
            sum += step.points * step.at_m;
            weights += step.points;
        }
    return sum / weights;
}

// Least squares over all points; absent where they are on a single line.
std::optional<Lines> lines_of(const std::vector<Place>& places) {
    if (places.size() < 2) return std::nullopt;
    const double origin = places.front().at_m;
    const double step = usual_step(places);
    const auto number = [&](const Place& place) { return std::round((place.at_m - origin) / step); };
    double n = 0, k_mean = 0, p_mean = 0;
    for (const Place& place : places) {
        n += place.points;
        k_mean += place.points * number(place);
        p_mean += place.points * (place.at_m - origin);
    }
    k_mean /= n;
    p_mean /= n;
    double kk = 0, kp = 0;
    for (const Place& place : places) {
        const double k = number(place) - k_mean;
        kk += place.points * k * k;
        kp += place.points * k * (place.at_m - origin - p_mean);
    }
    // To a nanometre and a micrometre: steps and places as one would type them.
    Lines lines;
    lines.step_m = rounded(kp / kk, 1e9);
    lines.first_m = rounded(origin + p_mean - kp / kk * k_mean, 1e6);
    const double last = std::round(lines.number_of(places.back().at_m));
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
    NoGrid furthest{"it is off the rows and columns of the other points", {}};
    double most = most_off;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double column = columns->number_of(points[i].x);
        const double up = rows->number_of(points[i].y);
        const double off = std::max(columns->off(column), rows->off(up));
        if (off > most) {
            most = off;
            furthest.point = i;
        }
        const std::int64_t row = rows->count - 1 - std::llround(up);
        found.cells.push_back(static_cast<std::size_t>(row * columns->count + std::llround(column)));
    }
    if (furthest.point) return furthest;
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
