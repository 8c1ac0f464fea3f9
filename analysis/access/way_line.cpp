#include "analysis/access/way_line.h"

#include "geometry/base/box.h"

#include <queue>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>

namespace prospect::access {

namespace {

using scene::AccessGraph;
using scene::Passage;

constexpr double before_m = 8;  // of the public realm that is drawn
constexpr double step_m = 0.25; // of looking along a line
constexpr double least_cell_m = 0.4;
constexpr int most_cells = 240;   // across
constexpr double reach_cells = 3; // from a passage to the first cell of the place

// The cells of one place around two spots.
class Cells {
public:
    Cells(const AccessGraph& graph, std::uint32_t place, const Box& box)
        : graph_(graph), place_(place), box_(box),
          cell_m_(std::max(least_cell_m, std::max(box.width(), box.height()) / most_cells)),
          columns_(static_cast<int>(std::ceil(box.width() / cell_m_)) + 1),
          rows_(static_cast<int>(std::ceil(box.height() / cell_m_)) + 1),
          known_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_), unknown) {}

    int count() const { return columns_ * rows_; }
    Point center(int cell) const {
        return {box_.xmin + cell % columns_ * cell_m_, box_.ymin + cell / columns_ * cell_m_};
    }
    bool is_within(int cell) {
        auto& known = known_[static_cast<std::size_t>(cell)];
        if (known == unknown) known = graph_.place_at(center(cell), near_) == place_ ? inside : outside;
        return known == inside;
    }
    // The nearest within the place.
    std::optional<int> cell_near(Point p) {
        const int column = static_cast<int>(std::lround((p.x - box_.xmin) / cell_m_));
        const int row = static_cast<int>(std::lround((p.y - box_.ymin) / cell_m_));
        const int reach = static_cast<int>(reach_cells);
        std::optional<int> best;
        for (int r = std::max(0, row - reach); r <= std::min(rows_ - 1, row + reach); ++r)
            for (int c = std::max(0, column - reach); c <= std::min(columns_ - 1, column + reach); ++c) {
                const int cell = r * columns_ + c;
                if (is_within(cell) && (!best || distance(center(cell), p) < distance(center(*best), p)))
                    best = cell;
            }
        return best;
    }
    // The eight around a cell that are within the place.
    template <class Take>
    void around(int cell, const Take& take) {
        for (int r = -1; r <= 1; ++r)
            for (int c = -1; c <= 1; ++c) {
                const int column = cell % columns_ + c;
                const int row = cell / columns_ + r;
                if ((r == 0 && c == 0) || column < 0 || row < 0 || column >= columns_ || row >= rows_)
                    continue;
                if (const int next = row * columns_ + column; is_within(next)) take(next);
            }
    }

private:
    enum State : std::uint8_t { unknown, inside, outside };
    const AccessGraph& graph_;
    std::uint32_t place_;
    Box box_;
    double cell_m_;
    int columns_;
    int rows_;
    std::vector<State> known_;
    std::uint32_t near_ = 0;
};

// Whether the straight line between two spots stays in the place; its ends may lie on the rim.
bool stays_within(const AccessGraph& graph, std::uint32_t place, Point a, Point b) {
    const int steps = static_cast<int>(distance(a, b) / step_m);
    std::uint32_t near = 0;
    for (int i = 1; i < steps; ++i)
        if (graph.place_at(a + (b - a) * (static_cast<double>(i) / steps), near) != place) return false;
    return true;
}

// Centres of cells from one to another, both included; empty: none found.
std::vector<Point> steps_between(Cells& cells, int from, int to) {
    struct Reached {
        double guess;
        int cell;
        bool operator>(const Reached& other) const { return guess > other.guess; }
    };
    const Point goal = cells.center(to);
    std::vector<double> cost(static_cast<std::size_t>(cells.count()), -1);
    std::vector<int> before(static_cast<std::size_t>(cells.count()), -1);
    std::priority_queue<Reached, std::vector<Reached>, std::greater<>> open;
    cost[static_cast<std::size_t>(from)] = 0;
    open.push({distance(cells.center(from), goal), from});
    while (!open.empty() && open.top().cell != to) {
        const int cell = open.top().cell;
        open.pop();
        cells.around(cell, [&](int next) {
            const double so_far =
                cost[static_cast<std::size_t>(cell)] + distance(cells.center(cell), cells.center(next));
            double& known = cost[static_cast<std::size_t>(next)];
            if (known >= 0 && known <= so_far) return;
            known = so_far;
            before[static_cast<std::size_t>(next)] = cell;
            open.push({so_far + distance(cells.center(next), goal), next});
        });
    }
    std::vector<Point> steps;
    if (cost[static_cast<std::size_t>(to)] < 0) return steps;
    for (int cell = to; cell >= 0; cell = before[static_cast<std::size_t>(cell)])
        steps.push_back(cells.center(cell));
    std::reverse(steps.begin(), steps.end());
    return steps;
}

// Appends the way within a place from the last point of the line to `to`.
void walk_to(const AccessGraph& graph, std::uint32_t place, Point to, std::vector<Point>& line) {
    const Point from = line.back();
    if (!stays_within(graph, place, from, to)) {
        Box box;
        box.add(from);
        box.add(to);
        Cells cells(graph, place, box.grown(std::max(15.0, distance(from, to))));
        const auto first = cells.cell_near(from);
        const auto last = cells.cell_near(to);
        std::vector<Point> steps;
        if (first && last) steps = steps_between(cells, *first, *last);
        // Pulled straight from each corner to the farthest spot that is seen from there.
        steps.push_back(to);
        for (std::size_t i = 0; i + 1 < steps.size();) {
            std::size_t far = steps.size() - 1;
            while (far > i && !stays_within(graph, place, line.back(), steps[far]))
                far = far > i + 1 ? i + (far - i) / 2 : i;
            line.push_back(steps[far]);
            if (far + 1 == steps.size()) return;
            i = far == i ? i + 1 : far;
        }
    }
    line.push_back(to);
}

// A few metres out from a passage, on the ground of a place.
Point before(const AccessGraph& graph, const Passage& passage, std::uint32_t place) {
    if (passage.pieces.empty()) return passage.at;
    const Segment& piece = passage.pieces.front();
    const Point along = piece.b - piece.a;
    const double length = std::hypot(along.x, along.y);
    if (length <= 0) return passage.at;
    for (const double side : {1.0, -1.0}) {
        const Point out{-along.y / length * side, along.x / length * side};
        double far = 0;
        while (far < before_m && graph.place_at(passage.at + out * (far + step_m)) == place)
            far += step_m;
        if (far > 0) return passage.at + out * far;
    }
    return passage.at;
}

} // namespace

std::vector<Point> way_line(const AccessGraph& graph, std::span<const std::uint32_t> way, Point spot) {
    if (way.empty()) return {spot};
    std::vector<std::uint32_t> places(way.size() + 1); // before each passage, and where it ends
    places.back() = graph.place_at(spot);
    for (std::size_t i = way.size(); i-- > 0;) {
        const Passage& passage = graph.passages()[way[i]];
        places[i] = passage.from == places[i + 1] ? passage.to : passage.from;
    }
    std::vector<Point> line{before(graph, graph.passages()[way.front()], places.front())};
    for (std::size_t i = 0; i < way.size(); ++i)
        walk_to(graph, places[i], graph.passages()[way[i]].at, line);
    walk_to(graph, places.back(), spot, line);
    return line;
}

} // namespace prospect::access
