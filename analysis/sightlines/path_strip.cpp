#include "analysis/sightlines/path_strip.h"

#include "analysis/scene/cells_near.h"
#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"

#include <queue>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>

namespace prospect::sightlines {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// The nearest place on a line.
struct Foot {
    Point at;
    double chainage_m = 0;
    double away_m = infinity;
    bool left = false;
};

class Feet {
public:
    Feet(const Leg& leg, double reach_m) : reach_m_(reach_m) {
        double chainage_m = leg.begin_m;
        std::vector<Box> boxes;
        for_each_edge(leg.line, [&](VertexPlace, const Segment& edge) {
            edges_.push_back(edge);
            begins_.push_back(chainage_m);
            chainage_m += distance(edge.a, edge.b);
            Box box;
            box.add(edge.a);
            box.add(edge.b);
            boxes.push_back(box);
        });
        index_ = SpatialIndex(boxes);
    }

    // Further away than the reach when it is not within it.
    Foot of(Point p) const {
        Nearest best;
        if (edges_.size() <= tried_all)
            for (std::size_t i = 0; i < edges_.size(); ++i)
                try_edge(i, p, best);
        else
            for (const std::uint32_t i : index_.query(Box{p.x, p.y, p.x, p.y}.grown(reach_m_)))
                try_edge(i, p, best);
        if (best.away2 == infinity) return {};
        const Segment& edge = edges_[best.edge];
        return {best.at, begins_[best.edge] + distance(edge.a, best.at), std::sqrt(best.away2),
                cross(edge.b - edge.a, p - edge.a) > 0};
    }

private:
    // So few are tried sooner than looked up.
    static constexpr std::size_t tried_all = 12;

    struct Nearest {
        double away2 = infinity; // squared
        std::size_t edge = 0;
        Point at;
    };

    void try_edge(std::size_t i, Point p, Nearest& best) const {
        const Point at = nearest_on(edges_[i], p);
        if (const double away2 = dot(p - at, p - at); away2 < best.away2) best = {away2, i, at};
    }

    double reach_m_;
    std::vector<Segment> edges_;
    std::vector<double> begins_;
    SpatialIndex index_;
};

struct Ground {
    std::int64_t cell = 0;
    Point at;
    Foot foot;
    double stop_m = 0;       // to what stops people; infinity beyond a step and a body
    double way_m = infinity; // to the path
};

class Strip {
public:
    Strip(const Walk& walk, const Leg& leg, const Grid& lattice, const scene::Footing& footing,
          double beside_m, double way_out_m)
        : walk_(walk), leg_(leg), lattice_(lattice), footing_(footing),
          reach_m_(walk.width_m / 2 + beside_m + detour_m), way_out_m_(way_out_m),
          slant_m_(std::hypot(lattice.cell_x, lattice.cell_y)), feet_(leg, reach_m_) {}

    const std::vector<Ground>& reached() {
        gather();
        flood();
        return cells_;
    }

private:
    void gather() {
        // A step, and a body.
        const double near_m = std::max(slant_m_, scene::Footing::body_m);
        for (const scene::CellRun& run : scene::cells_near(lattice_, {&leg_.line}, reach_m_))
            for (std::int64_t column = run.first; column <= run.last; ++column) {
                const Point at = lattice_.center(column, run.row);
                const Foot foot = feet_.of(at);
                if (foot.away_m > reach_m_ || footing_.in_stop(at)) continue;
                const double stop_m = footing_.stop_distance(at, near_m);
                if (stop_m > tolerance::on_edge_m)
                    cells_.push_back({run.row * lattice_.columns + column, at, foot, stop_m});
            }
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            const std::int64_t row = cells_[i].cell / lattice_.columns;
            if (rows_.empty()) first_row_ = row;
            rows_.resize(static_cast<std::size_t>(row - first_row_ + 1), i);
        }
    }

    // -1: none of these.
    std::ptrdiff_t place_of(std::int64_t cell) const {
        const std::int64_t row = cell / lattice_.columns - first_row_;
        if (row < 0 || row >= static_cast<std::int64_t>(rows_.size())) return -1;
        const auto at_row = static_cast<std::size_t>(row);
        const auto begin = cells_.begin() + static_cast<std::ptrdiff_t>(rows_[at_row]);
        const auto end = at_row + 1 < rows_.size()
                             ? cells_.begin() + static_cast<std::ptrdiff_t>(rows_[at_row + 1])
                             : cells_.end();
        const auto at = std::lower_bound(begin, end, cell,
                                         [](const Ground& one, std::int64_t id) { return one.cell < id; });
        return at != end && at->cell == cell ? at - cells_.begin() : -1;
    }

    using Reached = std::pair<double, std::size_t>; // way, cell

    // Begins on the path: where it is narrower than the cells, at the cells nearest to it.
    void flood() {
        const double on_path_m = std::max(walk_.width_m / 2, slant_m_ / 2);
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            Ground& cell = cells_[i];
            if (cell.foot.away_m > on_path_m || !footing_.steps(cell.foot.at, cell.at)) continue;
            cell.way_m = 0;
            open_.emplace(0.0, i);
        }
        while (!open_.empty()) {
            const auto [way_m, from] = open_.top();
            open_.pop();
            if (way_m <= cells_[from].way_m) step_from(from);
        }
    }

    double step_m(std::int64_t right, std::int64_t down) const {
        if (down == 0) return lattice_.cell_x;
        return right == 0 ? lattice_.cell_y : slant_m_;
    }

    void step_from(std::size_t from) {
        const std::int64_t column = cells_[from].cell % lattice_.columns;
        for (std::int64_t down = -1; down <= 1; ++down)
            for (std::int64_t right = -1; right <= 1; ++right) {
                if (column + right < 0 || column + right >= lattice_.columns) continue;
                const std::ptrdiff_t to = place_of(cells_[from].cell + down * lattice_.columns + right);
                if (to < 0) continue;
                Ground& next = cells_[static_cast<std::size_t>(to)];
                const double way_m = cells_[from].way_m + step_m(right, down);
                if (way_m >= next.way_m || way_m > way_out_m_ ||
                    (cells_[from].stop_m < infinity && next.stop_m < infinity &&
                     !footing_.steps(cells_[from].at, next.at)))
                    continue;
                next.way_m = way_m;
                open_.emplace(way_m, static_cast<std::size_t>(to));
            }
    }

    const Walk& walk_;
    const Leg& leg_;
    const Grid& lattice_;
    const scene::Footing& footing_;
    double reach_m_;
    double way_out_m_;
    double slant_m_; // from a cell to one at its corner
    Feet feet_;
    std::vector<Ground> cells_;
    std::vector<std::size_t> rows_; // the first cell of each
    std::int64_t first_row_ = 0;
    std::priority_queue<Reached, std::vector<Reached>, std::greater<>> open_;
};

// By how much a line turns at a corner, to the left.
double turn_deg(Point before, Point corner, Point after) {
    const Point in = corner - before;
    const Point out = after - corner;
    return std::atan2(cross(in, out), dot(in, out)) * 180 / std::numbers::pi;
}

// Its foot is an end of the leg, and it lies beside the way that goes on there, however narrow that is.
bool beyond(const Leg& leg, const Foot& foot, Point p, double beside_m) {
    const auto beside = [&](Point end, const std::optional<Point>& next) {
        if (!next || distance(foot.at, end) > tolerance::on_edge_m) return false;
        const Point way = *next - end;
        return dot(p - end, way) > 0 && std::abs(cross(way, p - end)) <= beside_m * length(way);
    };
    return beside(leg.line.points.front(), leg.before) || beside(leg.line.points.back(), leg.after);
}

} // namespace

std::vector<Leg> legs_of(const Walk& walk) {
    const std::vector<Point>& points = walk.line.points;
    std::vector<Leg> legs;
    std::optional<Point> before;
    if (walk.first > 0) before = walk.stations[walk.first - 1].place;
    std::vector<Point> leg{points.front()};
    double begin_m = walk.begin_m();
    double length_m = 0;
    double heading_deg = 0; // from where the leg begins
    double least_deg = 0;
    double most_deg = 0;
    for (std::size_t i = 1; i < points.size(); ++i) {
        leg.push_back(points[i]);
        length_m += distance(points[i - 1], points[i]);
        if (i + 1 == points.size()) break;
        heading_deg += turn_deg(points[i - 1], points[i], points[i + 1]);
        least_deg = std::min(least_deg, heading_deg);
        most_deg = std::max(most_deg, heading_deg);
        if (most_deg - least_deg <= leg_turn_deg || length_m < least_leg_m) continue;
        legs.push_back({Geometry::make_line(leg), begin_m, before, points[i + 1]});
        leg = {points[i]};
        before = points[i - 1];
        begin_m += length_m;
        length_m = heading_deg = least_deg = most_deg = 0;
    }
    legs.push_back({Geometry::make_line(leg), begin_m, before, {}});
    if (walk.last + 1 < walk.stations.size()) legs.back().after = walk.stations[walk.last + 1].place;
    return legs;
}

std::shared_ptr<const std::vector<StripCell>> KnownStrips::find(const Walk& walk, const Leg& leg) const {
    const auto of_path = known_.find(walk.path->id);
    if (of_path == known_.end()) return nullptr;
    const auto found = std::find_if(of_path->second.begin(), of_path->second.end(), [&](const Known& one) {
        return one.width_m == walk.width_m && one.leg.begin_m == leg.begin_m &&
               one.leg.before == leg.before && one.leg.after == leg.after &&
               one.leg.line.points == leg.line.points;
    });
    return found == of_path->second.end() ? nullptr : found->strip;
}

std::vector<StripCell> KnownStrips::of(const Walk& walk, const Leg& leg,
                                       const std::function<std::vector<StripCell>()>& make) {
    {
        const std::scoped_lock lock(using_);
        if (const auto known = find(walk, leg)) return *known;
    }
    auto made = std::make_shared<const std::vector<StripCell>>(make());
    const std::scoped_lock lock(using_);
    if (!find(walk, leg)) known_[walk.path->id].push_back({leg, walk.width_m, made});
    return *made;
}

std::vector<StripCell> path_strip(const Walk& walk, const Leg& leg, const Grid& lattice,
                                  const scene::Footing& footing, const rays::Ground& ground, double beside_m,
                                  double way_out_m) {
    std::vector<StripCell> strip;
    Strip search(walk, leg, lattice, footing, beside_m, way_out_m);
    for (const Ground& cell : search.reached()) {
        const double edge_m = std::max(0.0, cell.foot.away_m - walk.width_m / 2);
        if (cell.way_m > way_out_m || edge_m > beside_m || cell.stop_m <= scene::Footing::body_m ||
            beyond(leg, cell.foot, cell.at, beside_m) || footing.in_planting(cell.at))
            continue;
        if (const auto height = ground.height_at(cell.at))
            strip.push_back({cell.cell, cell.at, *height, cell.foot.chainage_m, edge_m, cell.foot.left, {}});
    }
    return strip;
}

} // namespace prospect::sightlines
