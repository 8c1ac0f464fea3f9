#include "analysis/visibility_graph/shortest_ways.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

namespace prospect::visibility_graph {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double pi = std::numbers::pi;
// Directions that differ by less are one: rounding of the same straight line.
constexpr double straight = 1e-9;

double direction_of(Point step) {
    return std::atan2(step.y, step.x);
}

// The turn from one direction to another where a way may bend so; absent where it would have to bend the
// other way or back.
std::optional<double> turn(double from, double to, const kernel::Bends& in, const kernel::Bends& out) {
    double left = to - from;
    if (left < -pi) left += 2 * pi;
    if (left >= pi) left -= 2 * pi;
    if (in.left && out.left && left > -straight) return std::max(left, 0.0);
    if (in.right && out.right && left < straight) return std::max(-left, 0.0);
    return std::nullopt;
}

// From -pi to below pi.
double angle_from(double zero, double direction) {
    const double angle = direction - zero;
    if (angle < -pi) return angle + 2 * pi;
    return angle >= pi ? angle - 2 * pi : angle;
}

// Seen from the corner, what lies left of the way to it lies right.
kernel::Bends turned(const kernel::Bends& bends) {
    return {bends.right, bends.left};
}

double opposite(double direction) {
    return direction > 0 ? direction - pi : direction + pi;
}

void push(std::vector<std::pair<double, std::uint32_t>>& heap, double cost, std::uint32_t state) {
    heap.emplace_back(-cost, state);
    std::push_heap(heap.begin(), heap.end());
}

std::pair<double, std::uint32_t> pop(std::vector<std::pair<double, std::uint32_t>>& heap) {
    std::pop_heap(heap.begin(), heap.end());
    const auto [cost, state] = heap.back();
    heap.pop_back();
    return {-cost, state};
}

} // namespace

ShortestWays::ShortestWays(const engine::Workers& workers, const kernel::VisibilityScene& scene,
                           const kernel::CellLattice& lattice, const CellRows& rows,
                           std::span<const Point> centres)
    : rows_(rows), centres_(centres) {
    constexpr std::int64_t block = 64;
    const kernel::CornerSight sight(scene);
    const std::uint32_t corners = sight.corner_count();
    std::vector<std::vector<kernel::SeenCorner>> from_corners(corners);
    workers.part(0, 0.2).for_blocks(corners, block, [&](std::int64_t begin, std::int64_t end) {
        const auto workspace = sight.make_workspace();
        for (std::int64_t c = begin; c < end; ++c)
            sight.from_corner(static_cast<std::uint32_t>(c), *workspace,
                              from_corners[static_cast<std::size_t>(c)]);
    });
    tangent_starts_.push_back(0);
    for (std::uint32_t corner = 0; corner < corners; ++corner) {
        for (const kernel::SeenCorner& seen : from_corners[corner]) {
            const Point step = sight.place(seen.corner) - sight.place(corner);
            tangents_.push_back(
                {seen.corner, prospect::length(step), direction_of(step), seen.here, seen.there});
        }
        tangent_starts_.push_back(tangents_.size());
    }
    std::vector<std::vector<kernel::SeenCorner>> from_cells(rows.cell_count());
    workers.part(0.2, 1).for_blocks(rows.cell_count(), block, [&](std::int64_t begin, std::int64_t end) {
        const auto workspace = sight.make_workspace();
        for (std::int64_t cell = begin; cell < end; ++cell)
            sight.from_cell(lattice, static_cast<std::uint32_t>(cell), *workspace,
                            from_cells[static_cast<std::size_t>(cell)]);
    });
    corner_starts_.assign(corners + 1, 0);
    cell_starts_.push_back(0);
    for (std::uint32_t cell = 0; cell < rows.cell_count(); ++cell) {
        for (const kernel::SeenCorner& seen : from_cells[cell]) {
            const Point step = sight.place(seen.corner) - centres[cell];
            corners_of_cells_.push_back(
                {seen.corner, prospect::length(step), direction_of(step), seen.there});
            ++corner_starts_[seen.corner + 1];
        }
        cell_starts_.push_back(corners_of_cells_.size());
    }
    for (std::uint32_t corner = 0; corner < corners; ++corner)
        corner_starts_[corner + 1] += corner_starts_[corner];
    cells_of_corners_.resize(corners_of_cells_.size());
    std::vector<std::size_t> next(corner_starts_.begin(), corner_starts_.end() - 1);
    for (std::uint32_t cell = 0; cell < rows.cell_count(); ++cell)
        for (std::size_t i = cell_starts_[cell]; i < cell_starts_[cell + 1]; ++i) {
            CellEnd end = corners_of_cells_[i];
            const std::uint32_t corner = std::exchange(end.other, cell);
            cells_of_corners_[next[corner]++] = end;
        }
    add_fans();
}

void ShortestWays::add_fans() {
    const std::size_t corners = corner_starts_.size() - 1;
    for (const int side : {left_side, right_side}) {
        Fan& fan = fans_[static_cast<std::size_t>(side)];
        fan.starts.push_back(0);
        for (std::size_t corner = 0; corner < corners; ++corner) {
            const std::size_t first = fan.outs.size();
            double zero = 0;
            for (std::size_t i = corner_starts_[corner]; i < corner_starts_[corner + 1]; ++i) {
                const CellEnd& end = cells_of_corners_[i];
                const kernel::Bends out = turned(end.there);
                if (!(side == left_side ? out.left : out.right)) continue;
                const double direction = opposite(end.direction);
                if (fan.outs.size() == first) zero = direction;
                fan.outs.push_back({angle_from(zero, direction), end.other});
            }
            std::sort(fan.outs.begin() + static_cast<std::ptrdiff_t>(first), fan.outs.end(),
                      [](const Out& a, const Out& b) {
                          return a.angle != b.angle ? a.angle < b.angle : a.cell < b.cell;
                      });
            fan.zeros.push_back(zero);
            fan.starts.push_back(fan.outs.size());
        }
    }
}

const std::vector<double>& ShortestWays::from(std::uint32_t cell, WayLength length,
                                              Workspace& workspace) const {
    workspace.cells.assign(rows_.cell_count(), infinity);
    if (length == WayLength::metres)
        spread_metres(cell, workspace);
    else
        spread_turns(cell, workspace);
    for (const CellRun& run : rows_.row(cell))
        for (std::uint32_t seen = run.first; seen <= run.last; ++seen)
            workspace.cells[seen] =
                length == WayLength::metres ? distance(centres_[cell], centres_[seen]) : 0;
    return workspace.cells;
}

// States are corners.
void ShortestWays::spread_metres(std::uint32_t cell, Workspace& workspace) const {
    const std::size_t corners = tangent_starts_.size() - 1;
    workspace.costs.assign(corners, infinity);
    workspace.open.clear();
    const auto reach = [&](std::uint32_t corner, double cost) {
        if (cost >= workspace.costs[corner]) return;
        workspace.costs[corner] = cost;
        push(workspace.open, cost, corner);
    };
    for (std::size_t i = cell_starts_[cell]; i < cell_starts_[cell + 1]; ++i)
        reach(corners_of_cells_[i].other, corners_of_cells_[i].metres);
    while (!workspace.open.empty()) {
        const auto [cost, corner] = pop(workspace.open);
        if (cost > workspace.costs[corner]) continue;
        for (std::size_t i = tangent_starts_[corner]; i < tangent_starts_[corner + 1]; ++i)
            reach(tangents_[i].to, cost + tangents_[i].metres);
        for (std::size_t i = corner_starts_[corner]; i < corner_starts_[corner + 1]; ++i) {
            double& known = workspace.cells[cells_of_corners_[i].other];
            known = std::min(known, cost + cells_of_corners_[i].metres);
        }
    }
}

// States are tangents, in the direction of which a way has come to their far corner; the cell's own corners
// come before them.
void ShortestWays::spread_turns(std::uint32_t cell, Workspace& workspace) const {
    workspace.costs.assign(tangents_.size(), infinity);
    workspace.open.clear();
    constexpr double unit = pi / 2;
    workspace.arrivals.resize(tangent_starts_.size() - 1);
    for (const std::uint32_t corner : workspace.arrived)
        workspace.arrivals[corner].clear();
    workspace.arrived.clear();
    // A way that another one can turn into at the corner for no more has nothing new to offer.
    const auto is_needless = [&](std::uint32_t corner, const Arrival& late) {
        return std::any_of(
            workspace.arrivals[corner].begin(), workspace.arrivals[corner].end(), [&](const Arrival& early) {
                if (early.bends.left != late.bends.left || early.bends.right != late.bends.right)
                    return false;
                const auto by = turn(early.direction, late.direction, early.bends, late.bends);
                return by && early.cost + *by <= late.cost;
            });
    };
    const auto arrive = [&](std::uint32_t corner, double direction, const kernel::Bends& bends, double cost) {
        if (is_needless(corner, {cost, direction, bends})) return;
        if (workspace.arrivals[corner].empty()) workspace.arrived.push_back(corner);
        workspace.arrivals[corner].push_back({cost, direction, bends});
        for (std::size_t i = tangent_starts_[corner]; i < tangent_starts_[corner + 1]; ++i) {
            const auto by = turn(direction, tangents_[i].direction, bends, tangents_[i].here);
            if (!by || cost + *by >= workspace.costs[i]) continue;
            workspace.costs[i] = cost + *by;
            push(workspace.open, cost + *by, static_cast<std::uint32_t>(i));
        }
    };
    for (std::size_t i = cell_starts_[cell]; i < cell_starts_[cell + 1]; ++i)
        arrive(corners_of_cells_[i].other, corners_of_cells_[i].direction, corners_of_cells_[i].there, 0);
    while (!workspace.open.empty()) {
        const auto [cost, state] = pop(workspace.open);
        if (cost > workspace.costs[state]) continue;
        const Tangent& tangent = tangents_[state];
        arrive(tangent.to, tangent.direction, tangent.there, cost);
    }
    for (const std::uint32_t corner : workspace.arrived)
        for (const int side : {left_side, right_side})
            lead_on(corner, side, workspace);
    for (double& turns : workspace.cells)
        turns /= unit;
}

// From all ways that have come to the corner to the cells beyond: the least of cost and turn, which grows by
// the angle from the way in to the way out, in one pass over both by angle.
void ShortestWays::lead_on(std::uint32_t corner, int side, Workspace& workspace) const {
    const Fan& fan = fans_[static_cast<std::size_t>(side)];
    const std::size_t begin = fan.starts[corner];
    const std::size_t end = fan.starts[corner + 1];
    if (begin == end) return;
    const double sense = side == left_side ? 1 : -1;
    workspace.ins.clear();
    for (const Arrival& in : workspace.arrivals[corner])
        if (side == left_side ? in.bends.left : in.bends.right)
            workspace.ins.emplace_back(sense * angle_from(fan.zeros[corner], in.direction), in.cost);
    std::sort(workspace.ins.begin(), workspace.ins.end());
    double least = infinity; // of cost less angle
    auto in = workspace.ins.begin();
    for (std::size_t k = begin; k < end; ++k) {
        const Out& out = fan.outs[side == left_side ? k : end - 1 - (k - begin)];
        const double angle = sense * out.angle;
        for (; in != workspace.ins.end() && in->first < angle + straight; ++in)
            least = std::min(least, in->second - in->first);
        double& known = workspace.cells[out.cell];
        known = std::min(known, std::max(0.0, least + angle));
    }
}

} // namespace prospect::visibility_graph
