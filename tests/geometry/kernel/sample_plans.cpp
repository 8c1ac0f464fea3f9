#include "tests/geometry/kernel/sample_plans.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace prospect::test {

namespace {

// Turned about the origin, moved, rounded to millimetres.
std::vector<Point> placed(const std::vector<Point>& ring, double angle, Point centre) {
    std::vector<Point> result;
    for (const Point& p : ring)
        result.push_back(
            {std::round((centre.x + p.x * std::cos(angle) - p.y * std::sin(angle)) * 1000) / 1000,
             std::round((centre.y + p.x * std::sin(angle) + p.y * std::cos(angle)) * 1000) / 1000});
    return result;
}

// A building about the origin, within 9.9 m of it.
std::vector<Point> building(Dice& dice) {
    const double w = dice.real(4, 7);
    const double h = dice.real(4, 7);
    const std::int64_t shape = dice.whole(0, 9);
    if (shape < 6) return rectangle(-w, -h, w, h);
    if (shape < 9) return {{-w, -h}, {w, -h}, {w, 0}, {0, 0}, {0, h}, {-w, h}};
    return {{-w, -h}, {w, -h}, {w, h}, {w / 2, h}, {w / 2, 0}, {-w / 2, 0}, {-w / 2, h}, {-w, h}};
}

} // namespace

std::vector<Point> rectangle(double xmin, double ymin, double xmax, double ymax) {
    return {{xmin, ymin}, {xmax, ymin}, {xmax, ymax}, {xmin, ymax}};
}

std::vector<Point> reversed(std::vector<Point> ring) {
    std::reverse(ring.begin(), ring.end());
    return ring;
}

std::int64_t Dice::whole(std::int64_t low, std::int64_t high) {
    // The distributions of the standard library differ between implementations.
    return low + static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(high - low + 1));
}

double Dice::real(double low, double high) {
    return low + (high - low) * (engine_() / 4294967296.0);
}

kernel::Obstacles city_plan() {
    Dice dice(2026);
    kernel::Obstacles plan;
    plan.bounds = {0, 0, 400, 400};
    constexpr int per_side = 18;
    constexpr double pitch = 400.0 / per_side;
    for (int row = 0; row < per_side; ++row)
        for (int column = 0; column < per_side; ++column) {
            const std::vector<Point> shape = building(dice);
            const double angle = dice.real(0, 2 * std::numbers::pi);
            const Point centre{(column + 0.5) * pitch + dice.real(-1, 1),
                               (row + 0.5) * pitch + dice.real(-1, 1)};
            if ((row * per_side + column) % 21 != 10) plan.rings.push_back(placed(shape, angle, centre));
        }
    return plan;
}

kernel::Obstacles lattice_plan() {
    kernel::Obstacles plan;
    plan.bounds = {0, 0, 40, 40};
    plan.rings = {// A terrace: shared walls, collinear facades; the last house sticks out.
                  rectangle(4, 4, 8, 8),
                  rectangle(8, 4, 12, 8),
                  rectangle(12, 4, 16, 8),
                  rectangle(16, 3, 20, 8),
                  // Two that touch in a corner, two of one place, two that overlap.
                  rectangle(4, 12, 8, 16),
                  rectangle(8, 16, 12, 20),
                  rectangle(16, 12, 20, 16),
                  rectangle(16, 12, 20, 16),
                  rectangle(24, 4, 30, 8),
                  rectangle(27, 6, 34, 10),
                  // A court with a smaller house in it, and one across its wing.
                  rectangle(22, 18, 36, 32),
                  reversed(rectangle(25, 21, 33, 29)),
                  rectangle(28, 24, 30, 26),
                  rectangle(35, 24, 38, 26),
                  // A diamond: walls in diagonal lines, corners over others'.
                  {{8, 24}, {12, 28}, {8, 32}, {4, 28}}};
    plan.lines = {
        // Across the court's wing, end to end, crossing, along a facade, doubled, and of no length.
        {{20, 20}, {28, 20}},    {{2, 22}, {10, 22}},  {{10, 22}, {14, 22}}, {{6, 20.5}, {6, 23.5}},
        {{4, 10}, {20, 10}},     {{4, 10}, {12, 10}},  {{4, 8}, {12, 8}},    {{12, 34}, {12, 38}, {18, 38}},
        {{13, 20}, {19, 26}},    {{13, 26}, {19, 20}}, {{30, 34}, {30, 34}}, {{0, 36}, {8, 36}},
        {{31, 27.5}, {33, 27.5}}};
    return plan;
}

} // namespace prospect::test
