#include "analysis/access/bottlenecks.h"

#include "geometry/base/tolerances.h"
#include "geometry/index/spatial_index.h"

#include <map>
#include <optional>
#include <tuple>

namespace prospect::access {

namespace {

// Cosine of the angle between both stops from which on somebody is between them.
constexpr double facing = -0.17;
// A line from stop to stop ends a little within both.
constexpr double within_m = 0.01;
constexpr double apart_cells = 2;

Box around(Point p, double margin_m) {
    return Box{p.x, p.y, p.x, p.y}.grown(margin_m);
}

Box box_of_segment(const Segment& segment) {
    Box box;
    box.add(segment.a);
    box.add(segment.b);
    return box;
}

class Looking {
public:
    Looking(const WalkCells& cells, std::span<const Segment> stops, double width_m)
        : cells_(cells), stops_(stops), width_m_(width_m) {
        std::vector<Box> boxes;
        for (const Segment& stop : stops)
            boxes.push_back(box_of_segment(stop));
        index_ = SpatialIndex(boxes);
    }

    // At the cell's centre, and half-way to the cells to the east, south-east and south.
    void look_at(std::int64_t cell, std::vector<Segment>& found) const {
        if (cells_.walks[static_cast<std::size_t>(cell)] == 0) return;
        const Point p = cells_.center(cell);
        const auto near = index_.query(around(p, width_m_ + cells_.grid.cell_x));
        if (near.empty()) return;
        look_from(p, near, found);
        for (std::size_t k = 0; k < 3; ++k)
            if (cells_.can_step(cell, k))
                look_from((p + cells_.center(cells_.step_to(cell, k))) * 0.5, near, found);
    }

    // No stop is nearer to the straight line between the points than that.
    bool clear(Point a, Point b, double clear_m) const {
        const Segment line{a, b};
        for (const std::uint32_t i : index_.query(box_of_segment(line).grown(clear_m))) {
            const Segment& stop = stops_[i];
            if (crossing(line, stop) || distance(a, stop) < clear_m || distance(b, stop) < clear_m ||
                distance(stop.a, line) < clear_m || distance(stop.b, line) < clear_m)
                return false;
        }
        return true;
    }

private:
    void look_from(Point p, std::span<const std::uint32_t> near, std::vector<Segment>& found) const {
        Point first{};
        double first_m = width_m_ / 2;
        bool beside = false;
        for (const std::uint32_t i : near) {
            const Point foot = nearest_on(stops_[i], p);
            const double away_m = distance(foot, p);
            if (away_m > first_m || (beside && away_m >= first_m)) continue;
            first = foot;
            first_m = away_m;
            beside = true;
        }
        if (!beside || first_m <= tolerance::on_edge_m) return;
        std::optional<Segment> best;
        double least_m = width_m_;
        for (const std::uint32_t i : near) {
            const Point foot = nearest_on(stops_[i], p);
            const double across_m = distance(first, foot);
            const double away_m = distance(foot, p);
            if (across_m > least_m || (best && across_m >= least_m) ||
                dot(foot - p, first - p) > facing * away_m * first_m)
                continue;
            best = Segment{first, foot};
            least_m = across_m;
        }
        if (best && alone(*best, near)) found.push_back(*best);
    }

    // Nothing else stands between both.
    bool alone(const Segment& across, std::span<const std::uint32_t> near) const {
        const Point along = across.b - across.a;
        const double whole_m = length(along);
        if (whole_m <= 2 * within_m) return false;
        const Segment inner{across.a + along * (within_m / whole_m), across.b - along * (within_m / whole_m)};
        return std::none_of(near.begin(), near.end(),
                            [&](std::uint32_t i) { return crossing(inner, stops_[i]).has_value(); });
    }

    const WalkCells& cells_;
    std::span<const Segment> stops_;
    double width_m_;
    SpatialIndex index_;
};

Segment lengthened(const Segment& segment) {
    const Point along = segment.b - segment.a;
    const Point more = along * (within_m / length(along));
    return {segment.a - more, segment.b + more};
}

// Takes one after another, and none in the same passage as one that is near.
class Choosing {
public:
    Choosing(const Looking& looking, double apart_m) : looking_(looking), apart_m_(apart_m) {}

    void add(Bottleneck one, bool always) {
        if (!always && known(one)) return;
        by_place_[square_of(one.middle)].push_back(chosen.size());
        chosen.push_back(std::move(one));
    }

    std::vector<Bottleneck> chosen;

private:
    using Square = std::pair<std::int64_t, std::int64_t>;
    Square square_of(Point p) const {
        return {static_cast<std::int64_t>(std::floor(p.x / apart_m_)),
                static_cast<std::int64_t>(std::floor(p.y / apart_m_))};
    }
    bool known(const Bottleneck& one) const {
        const Square middle = square_of(one.middle);
        for (std::int64_t x = middle.first - 1; x <= middle.first + 1; ++x)
            for (std::int64_t y = middle.second - 1; y <= middle.second + 1; ++y) {
                const auto near = by_place_.find({x, y});
                if (near == by_place_.end()) continue;
                for (const std::size_t i : near->second)
                    if (distance(chosen[i].middle, one.middle) < apart_m_ &&
                        looking_.clear(chosen[i].middle, one.middle,
                                       std::min(chosen[i].width_m, one.width_m) / 4))
                        return true;
            }
        return false;
    }

    const Looking& looking_;
    double apart_m_;
    std::map<Square, std::vector<std::size_t>> by_place_;
};

} // namespace

std::vector<Bottleneck> bottlenecks(const WalkCells& cells, std::span<const Segment> stops,
                                    const GatesAt& gates, double width_m, const engine::Workers& workers) {
    const Looking looking(cells, stops, width_m);
    std::vector<std::vector<Segment>> by_row(static_cast<std::size_t>(cells.grid.rows));
    workers.for_blocks(cells.grid.rows, 4, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row)
            for (std::int64_t column = 0; column < cells.grid.columns; ++column)
                looking.look_at(row * cells.grid.columns + column, by_row[static_cast<std::size_t>(row)]);
    });
    std::vector<Bottleneck> found;
    for (const auto& row : by_row)
        for (const Segment& across : row)
            found.push_back(
                {{lengthened(across)}, (across.a + across.b) * 0.5, distance(across.a, across.b)});
    std::stable_sort(found.begin(), found.end(),
                     [](const Bottleneck& a, const Bottleneck& b) { return a.width_m < b.width_m; });
    Choosing choosing(looking, apart_cells * cells.grid.cell_x);
    for (const Gate& gate : gates.all)
        if (!gate.locked && gate.width_m <= width_m) choosing.add({gate.across, gate.at, gate.width_m}, true);
    for (Bottleneck& one : found)
        choosing.add(std::move(one), false);
    return std::move(choosing.chosen);
}

} // namespace prospect::access
