// Plans made for the tests and benchmarks of the kernel. Metres, every coordinate a whole millimetre.
#pragma once

#include "geometry/kernel/exact.h"
#include "geometry/kernel/visibility.h"

#include <random>

namespace prospect::test {

// A closed ring around a box, counter-clockwise.
std::vector<Point> rectangle(double xmin, double ymin, double xmax, double ymax);
std::vector<Point> reversed(std::vector<Point> ring);

// 400 x 400 m with 309 free-standing buildings (rectangles, L and U shapes at any angle), about 1480 walls.
kernel::Obstacles city_plan();

// 40 x 40 m on a grid of half metres where everything is special: collinear facades, corners that touch,
// shared and doubled walls, overlapping buildings, courts, walls through buildings, free-standing walls end
// to end.
kernel::Obstacles lattice_plan();

// Random numbers that are the same on every machine.
class Dice {
public:
    explicit Dice(std::uint32_t seed) : engine_(seed) {}
    // A whole number from low to high.
    std::int64_t whole(std::int64_t low, std::int64_t high);
    // From low up to high.
    double real(double low, double high);

private:
    std::mt19937 engine_;
};

} // namespace prospect::test
