#include "analysis/access/exposed_ways.h"

#include "analysis/access/radix_queue.h"
#include "geometry/base/tolerances.h"

#include <tuple>

namespace prospect::access {

namespace {

constexpr double unreached = std::numeric_limits<double>::infinity();
// Sums of one cost in different order differ by less, as a share of it.
constexpr double rounding = 1e-12;

std::tuple<std::int64_t, std::size_t, std::uint32_t> order_of(const GateStep& step) {
    return {step.cell, step.direction, step.gate};
}

bool before(const GateStep& a, const GateStep& b) {
    return order_of(a) < order_of(b);
}

// Those the step leads through: two gates may stand nearer to each other than cells are wide.
std::span<const GateStep> gates_of_step(std::span<const GateStep> gates, std::int64_t cell,
                                        std::size_t direction) {
    const GateStep wanted{.cell = cell, .direction = direction};
    const auto first = std::lower_bound(gates.begin(), gates.end(), wanted, before);
    auto end = first;
    while (end != gates.end() && end->cell == cell && end->direction == direction)
        ++end;
    return {first, end};
}

double extra_of(std::span<const GateStep> gates) {
    double sum_m = 0;
    for (const GateStep& one : gates)
        sum_m += one.extra_m;
    return sum_m;
}

// Pulls the way of a search straight.
class Pulling {
public:
    Pulling(const WalkCells& cells, const scene::Footing& footing, std::span<const float> hazard,
            std::span<const Segment> barriers)
        : cells_(cells), footing_(footing), hazard_(hazard), barriers_(barriers) {}

    // The pieces of the straight line; their cost is the second.
    std::pair<std::vector<ExposedWay::Piece>, double> straight(Point from, Point to) const {
        std::pair<std::vector<ExposedWay::Piece>, double> made;
        float here = -1;
        for_cells_along(cells_.grid, {from, to}, [&](std::int64_t cell, double length_m) {
            const auto c = static_cast<std::size_t>(cell);
            // Over the corner of a cell whose centre is in a wall: as where one comes from.
            if (cells_.walks[c] != 0 || here < 0) here = std::max(0.0F, hazard_[c]);
            const double cost = length_m * static_cast<double>(here);
            made.first.push_back({cell, length_m, cost});
            made.second += cost;
        });
        return made;
    }

    bool free(Point from, Point to) const {
        Box box;
        box.add(from);
        box.add(to);
        return footing_.steps(from, to) &&
               std::none_of(barriers_.begin(), barriers_.end(), [&](const Segment& one) {
                   Box of_one;
                   of_one.add(one.a);
                   of_one.add(one.b);
                   return of_one.grown(tolerance::on_edge_m).intersects(box) && leads_across({from, to}, one);
               });
    }

private:
    const WalkCells& cells_;
    const scene::Footing& footing_;
    std::span<const float> hazard_;
    std::span<const Segment> barriers_;
};

// Adds the way along the cells, without gates among them, pulled straight.
void add_stretch(const WalkCells& cells, const Pulling& pulling, const LeastExposed& least,
                 std::span<const std::int64_t> stretch, std::vector<Point>& corners, ExposedWay& way) {
    const auto cost_of = [&](std::size_t i) { return least.cost[static_cast<std::size_t>(stretch[i])]; };
    std::size_t at = 0;
    while (at + 1 < stretch.size()) {
        std::size_t next = at + 1;
        auto best = pulling.straight(cells.center(stretch[at]), cells.center(stretch[next]));
        for (std::size_t further = at + 2; further < stretch.size(); ++further) {
            const Point from = cells.center(stretch[at]);
            const Point to = cells.center(stretch[further]);
            auto tried = pulling.straight(from, to);
            const double walked = cost_of(further) - cost_of(at) + rounding * cost_of(further);
            if (tried.second > walked || !pulling.free(from, to)) break;
            next = further;
            best = std::move(tried);
        }
        way.pieces.insert(way.pieces.end(), best.first.begin(), best.first.end());
        corners.push_back(cells.center(stretch[next]));
        at = next;
    }
}

} // namespace

double hazard_per_m(double q, double notice_m) {
    return std::max(least_hazard, -std::log1p(-std::clamp(q, 0.0, most_certain)) / notice_m);
}

std::vector<GateStep> gate_steps(const WalkCells& cells, std::span<const Segment> across,
                                 std::span<const std::uint32_t> gate_of, std::span<const double> extra_m) {
    std::vector<GateStep> steps;
    if (across.empty()) return steps;
    const CellSegments segments(cells.grid, across);
    for (std::int64_t cell = 0; cell < cells.grid.cell_count(); ++cell) {
        if (segments.in(cell).empty()) continue;
        for (std::size_t k = 0; k < neighbours.size(); ++k) {
            if (!cells.can_step(cell, k)) continue;
            segments.led_across(cell, k, [&](std::uint32_t i) {
                const GateStep step{cell, k, gate_of[i], extra_m[gate_of[i]]};
                steps.push_back(step);
                steps.push_back({cells.step_to(cell, k), opposite(k), step.gate, step.extra_m});
                return true;
            });
        }
    }
    std::sort(steps.begin(), steps.end(), before);
    steps.erase(std::unique(steps.begin(), steps.end(),
                            [](const GateStep& a, const GateStep& b) { return order_of(a) == order_of(b); }),
                steps.end());
    return steps;
}

LeastExposed least_exposed(const WalkCells& cells, std::span<const float> hazard,
                           std::span<const GateStep> gates, std::span<const std::int64_t> starts,
                           const Progress& progress) {
    LeastExposed least;
    least.cost.assign(cells.walks.size(), unreached);
    least.back.assign(cells.walks.size(), LeastExposed::start_cell);
    std::vector<std::uint8_t> gated; // 1: a step from the cell leads through a gate
    if (!gates.empty()) {
        gated.assign(cells.walks.size(), 0);
        for (const GateStep& step : gates)
            gated[static_cast<std::size_t>(step.cell)] = 1;
    }
    std::array<double, neighbours.size()> half_m{};
    std::array<std::int64_t, neighbours.size()> offset{};
    for (std::size_t k = 0; k < neighbours.size(); ++k) {
        half_m[k] = cells.length(k) / 2;
        offset[k] = cells.step_to(0, k);
    }
    RadixQueue queue;
    for (const std::int64_t start : starts) {
        if (cells.walks[static_cast<std::size_t>(start)] == 0 || least.reached(start)) continue;
        least.cost[static_cast<std::size_t>(start)] = 0;
        queue.push(0, static_cast<std::uint32_t>(start));
    }
    constexpr std::size_t often = 1U << 16;
    for (std::size_t taken = 1; !queue.empty(); ++taken) {
        if (taken % often == 0)
            progress.report(
                std::min(1.0, static_cast<double>(taken) / static_cast<double>(cells.walks.size())));
        const RadixQueue::Entry entry = queue.pop();
        const std::size_t here = entry.cell;
        const double cost = entry.cost();
        if (cost > least.cost[here]) continue;
        for (unsigned left = cells.steps[here]; left != 0; left &= left - 1) {
            const auto k = static_cast<std::size_t>(std::countr_zero(left));
            const auto next = static_cast<std::size_t>(static_cast<std::int64_t>(here) + offset[k]);
            const double both = static_cast<double>(hazard[here]) + static_cast<double>(hazard[next]);
            double further = cost + half_m[k] * both;
            if (!gated.empty() && gated[here] != 0)
                further += extra_of(gates_of_step(gates, static_cast<std::int64_t>(here), k)) * both / 2;
            if (further >= least.cost[next]) continue;
            least.cost[next] = further;
            least.back[next] = static_cast<std::uint8_t>(opposite(k));
            queue.push(further, static_cast<std::uint32_t>(next));
        }
    }
    return least;
}

ExposedWay way_to(const WalkCells& cells, const scene::Footing& footing, std::span<const float> hazard,
                  std::span<const GateStep> gates, const LeastExposed& least,
                  std::span<const Segment> barriers, std::int64_t cell) {
    std::vector<std::int64_t> passed{cell};
    while (least.back[static_cast<std::size_t>(passed.back())] != LeastExposed::start_cell)
        passed.push_back(cells.step_to(passed.back(), least.back[static_cast<std::size_t>(passed.back())]));
    std::reverse(passed.begin(), passed.end());
    ExposedWay way;
    const Pulling pulling(cells, footing, hazard, barriers);
    std::vector<Point> corners{cells.center(passed.front())};
    std::size_t from = 0;
    for (std::size_t i = 0; i + 1 < passed.size(); ++i) {
        const std::size_t forward = opposite(least.back[static_cast<std::size_t>(passed[i + 1])]);
        const auto of_step = gates_of_step(gates, passed[i], forward);
        if (of_step.empty()) continue;
        add_stretch(cells, pulling, least, std::span(passed).subspan(from, i + 1 - from), corners, way);
        auto step = pulling.straight(cells.center(passed[i]), cells.center(passed[i + 1])).first;
        for (const GateStep& gate : of_step)
            step.front().gates.push_back(gate.gate);
        step.front().gate_cost = extra_of(of_step) *
                                 (static_cast<double>(hazard[static_cast<std::size_t>(passed[i])]) +
                                  static_cast<double>(hazard[static_cast<std::size_t>(passed[i + 1])])) /
                                 2;
        step.front().cost += step.front().gate_cost;
        way.pieces.insert(way.pieces.end(), step.begin(), step.end());
        corners.push_back(cells.center(passed[i + 1]));
        from = i + 1;
    }
    add_stretch(cells, pulling, least, std::span(passed).subspan(from), corners, way);
    for (const ExposedWay::Piece& piece : way.pieces) {
        way.length_m += piece.length_m;
        way.cost += piece.cost;
    }
    way.line = corners.size() > 1 ? Geometry::make_line(corners) : Geometry::make_point(corners.front());
    return way;
}

} // namespace prospect::access
