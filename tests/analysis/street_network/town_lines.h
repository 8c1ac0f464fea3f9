// Streets made up for tests and measurements.
#pragma once

#include "analysis/street_network/network.h"

#include <random>

namespace prospect::test {

// A town of about 2 size² streets between size² crossings 60 m apart that are moved about by up to 18 m; one
// in nine is missing, one in five has a bend, and one crossing in seven has a cul-de-sac with two bends.
inline std::vector<street_network::Course> town_lines(int size, unsigned seed) {
    std::mt19937 random(seed);
    const auto whole = [&](unsigned count) { return static_cast<unsigned>(random()) % count; };
    const auto moved = [&] { return (static_cast<double>(whole(36001)) - 18000) / 1000; };
    std::vector<Point> corners;
    for (int row = 0; row < size; ++row)
        for (int column = 0; column < size; ++column) {
            const double x = 60.0 * column + moved();
            corners.push_back({x, 60.0 * row + moved()});
        }
    std::vector<street_network::Course> lines;
    const auto corner = [&](int column, int row) {
        return corners[static_cast<std::size_t>(row) * static_cast<std::size_t>(size) +
                       static_cast<std::size_t>(column)];
    };
    const auto street = [&](Point a, Point b) {
        if (whole(9) == 0) return;
        if (whole(5) != 0) {
            lines.push_back({a, b});
            return;
        }
        const double dx = moved() / 3;
        lines.push_back({a, (a + b) * 0.5 + Point{dx, moved() / 3}, b});
    };
    for (int row = 0; row < size; ++row)
        for (int column = 0; column < size; ++column) {
            const Point here = corner(column, row);
            if (column + 1 < size) street(here, corner(column + 1, row));
            if (row + 1 < size) street(here, corner(column, row + 1));
            if (whole(7) == 0)
                lines.push_back({here, here + Point{6, 8}, here + Point{9, 8}, here + Point{9, 12}});
        }
    return lines;
}

} // namespace prospect::test
