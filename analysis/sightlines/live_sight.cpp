#include "analysis/sightlines/live_sight.h"

#include "geometry/kernel/view_edges.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unordered_set>

namespace prospect::sightlines {

namespace {

// Walls are rounded to whole millimetres, and moved by no more where they cross.
constexpr double same_wall_m = 0.005;
constexpr double reach_margin_m = 1;
constexpr double chord_slack_m = 0.002;

// Room for a reach, in steps that double: a reach that grows while it is dragged asks for few scenes.
double room_for(double reach_m) {
    constexpr double least_m = 16;
    if (reach_m <= 0) return 0;
    double room = least_m;
    while (room < reach_m)
        room *= 2;
    return room;
}

double angle_between(Point a, Point b) {
    return std::abs(std::atan2(cross(a, b), dot(a, b)));
}

Point nearest_on(const Segment& segment, Point p) {
    const Point along = segment.b - segment.a;
    const double square = dot(along, along);
    if (square <= 0) return segment.a;
    return segment.a + along * std::clamp(dot(p - segment.a, along) / square, 0.0, 1.0);
}

void add_wall(Blocker& blocker, const Segment& wall, Point eye) {
    const Point nearest = nearest_on(wall, eye);
    const double away = distance(eye, nearest);
    if (blocker.walls.empty() || away < blocker.nearest_m) {
        blocker.nearest_m = away;
        blocker.nearest = nearest;
    }
    blocker.share += angle_between(wall.a - eye, wall.b - eye);
    if (!blocker.walls.empty() && blocker.walls.back().b == wall.a)
        // Joined only along one line: corners stay.
        if (const Segment& last = blocker.walls.back();
            distance(wall.a, Segment{last.a, wall.b}) < same_wall_m) {
            blocker.walls.back().b = wall.b;
            return;
        }
    blocker.walls.push_back(wall);
}

} // namespace

OpenEnds open_ends(const kernel::View& view, const kernel::Sight& sight) {
    OpenEnds ends;
    for (std::size_t i = 0; i < view.boundary.size(); ++i) {
        if (view.edges[i] == kernel::EdgeKind::solid) continue;
        const Point a = view.boundary[i] - view.eye;
        const Point b = view.boundary[i + 1 < view.boundary.size() ? i + 1 : 0] - view.eye;
        if (view.edges[i] == kernel::EdgeKind::radial) {
            (kernel::is_side(view, i) ? ends.limit_m : ends.hidden_m) += distance(a, b);
            continue;
        }
        const double angle = angle_between(a, b);
        // The circle is followed by chords less than a millimetre inside it.
        if (sight.reach_m > 0 && length((a + b) * 0.5) >= sight.reach_m - chord_slack_m) {
            ends.limit_m += sight.reach_m * angle;
            ends.limit_share += angle;
        } else {
            ends.plan_end_m += distance(a, b);
            ends.plan_end_share += angle;
        }
    }
    const double all = std::min(sight.fov_deg, 360.0) * std::numbers::pi / 180;
    ends.limit_share /= all;
    ends.plan_end_share /= all;
    return ends;
}

// A stretch of a seen edge, as shares of its length, and the wall that it is.
struct SightWalls::Piece {
    double from = 0;
    double to = 1;
    std::uint32_t wall = 0;
};

SightWalls::SightWalls(std::shared_ptr<const scene::Scene> scene, double eye_height_m, double reach_m,
                       const Progress& progress)
    : scene_(std::move(scene)), eye_height_m_(eye_height_m), room_m_(room_for(reach_m)),
      standing_(scene::standing_walls(*scene_, eye_height_m)) {
    std::vector<Box> edge_boxes;
    std::vector<Box> ring_boxes;
    std::unordered_set<Uuid> owners;
    for (std::uint32_t w = 0; w < standing_.size(); ++w) {
        const auto& [id, role, ring, points] = standing_[w];
        owners.insert(id);
        for (std::size_t i = 0; i + (ring ? 0 : 1) < points.size(); ++i) {
            const Segment edge{points[i], points[i + 1 < points.size() ? i + 1 : 0]};
            edges_.push_back({edge, w});
            edge_boxes.push_back(box_of(std::vector{edge.a, edge.b}).grown(same_wall_m));
        }
        ring_boxes.push_back(ring ? box_of(points) : Box());
    }
    edge_index_ = SpatialIndex(edge_boxes);
    ring_index_ = SpatialIndex(ring_boxes);
    progress.checkpoint();
    for (const LayerPtr& layer : scene_->site().layers)
        for (const FeaturePtr& feature : layer->features)
            if (owners.contains(feature->id)) features_.emplace(feature->id, feature);
    const Box& bounds = scene_->bounds();
    const Box within = room_m_ > 0 && !bounds.empty() ? bounds.grown(room_m_ + reach_margin_m) : Box();
    walls_ = scene_->walls_at(eye_height_m, progress, within);
}

FeaturePtr SightWalls::feature(const Uuid& id) const {
    const auto found = features_.find(id);
    return found == features_.end() ? nullptr : found->second;
}

// Inner rings run the other way round: within a court the sum of a building's rings is nothing.
const scene::StandingWall* SightWalls::holder(Point place) const {
    std::vector<std::pair<std::uint32_t, int>> sums; // by first ring of a feature
    for (const std::uint32_t w : ring_index_.query({place.x, place.y, place.x, place.y})) {
        const auto& ring = standing_[w];
        if (!contains(Geometry::make_polygon(ring.points), place)) continue;
        const int turn = signed_area(ring.points) > 0 ? 1 : -1;
        const auto known = std::find_if(sums.begin(), sums.end(), [&](const auto& sum) {
            return standing_[sum.first].feature == ring.feature;
        });
        if (known == sums.end())
            sums.emplace_back(w, turn);
        else
            known->second += turn;
    }
    for (const auto& [w, sum] : sums)
        if (sum > 0) return &standing_[w];
    return nullptr;
}

std::vector<SightWalls::Piece> SightWalls::pieces_of(const Segment& seen) const {
    const Point along = seen.b - seen.a;
    const double square = dot(along, along);
    std::vector<Piece> candidates;
    if (square <= 0) return candidates;
    const double slack = same_wall_m / std::sqrt(square);
    std::vector<double> ends{0, 1};
    for (const std::uint32_t e : edge_index_.query(box_of(std::vector{seen.a, seen.b}))) {
        const Segment& wall = edges_[e].at;
        double from = dot(wall.a - seen.a, along) / square;
        double to = dot(wall.b - seen.a, along) / square;
        if (from > to) std::swap(from, to);
        from = std::clamp(from, 0.0, 1.0);
        to = std::clamp(to, 0.0, 1.0);
        if (to - from <= slack) continue;
        const Point middle = seen.a + along * ((from + to) / 2);
        const bool parallel = std::abs(cross(wall.b - wall.a, along)) <=
                              2 * same_wall_m * (distance(wall.a, wall.b) + std::sqrt(square));
        if (!parallel || distance(middle, wall) > same_wall_m) continue;
        candidates.push_back({from, to, edges_[e].wall});
        ends.push_back(from);
        ends.push_back(to);
    }
    if (candidates.size() == 1) return {{0, 1, candidates.front().wall}};
    std::sort(ends.begin(), ends.end());
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
        if (ends[i + 1] - ends[i] <= slack) continue;
        const double middle = (ends[i] + ends[i + 1]) / 2;
        for (const Piece& one : candidates) {
            if (middle < one.from || middle > one.to) continue;
            if (!pieces.empty() && pieces.back().wall == one.wall)
                pieces.back().to = ends[i + 1];
            else
                pieces.push_back({ends[i], ends[i + 1], one.wall});
            break;
        }
    }
    return pieces;
}

std::vector<Blocker> SightWalls::blockers(const kernel::View& view, const kernel::Sight& sight) const {
    std::vector<Blocker> found;
    std::unordered_map<Uuid, std::size_t> places;
    for (std::size_t i = 0; i < view.boundary.size(); ++i) {
        if (view.edges[i] != kernel::EdgeKind::solid) continue;
        const Segment seen{view.boundary[i], view.boundary[i + 1 < view.boundary.size() ? i + 1 : 0]};
        for (const Piece& piece : pieces_of(seen)) {
            const scene::StandingWall& wall = standing_[piece.wall];
            const auto [place, fresh] = places.try_emplace(wall.feature, found.size());
            if (fresh) found.push_back({.feature = wall.feature, .role = wall.role});
            const Point along = seen.b - seen.a;
            // Whole edges keep their very ends, so that stretches join.
            const Point from = piece.from <= 0 ? seen.a : seen.a + along * piece.from;
            const Point to = piece.to >= 1 ? seen.b : seen.a + along * piece.to;
            add_wall(found[place->second], {from, to}, view.eye);
        }
    }
    const double all = std::min(sight.fov_deg, 360.0) * std::numbers::pi / 180;
    for (Blocker& blocker : found)
        blocker.share /= all;
    std::stable_sort(found.begin(), found.end(), [](const Blocker& a, const Blocker& b) {
        return a.share != b.share ? a.share > b.share : a.nearest_m < b.nearest_m;
    });
    return found;
}

const LiveView& Looker::look(Point eye, const kernel::Sight& sight) {
    last_.measures = {};
    last_.open = {};
    last_.view.boundary.clear();
    last_.view.edges.clear();
    last_.view.eye = eye;
    const Box& plan = walls_->scene().bounds();
    if (!plan.contains(eye) || !is_finite(eye)) {
        last_.status = LookStatus::outside;
        return last_;
    }
    walls_->walls().view_from(eye, sight, *workspace_, last_.view);
    const bool blind = last_.view.boundary.empty();
    last_.status = blind ? LookStatus::in_solid : LookStatus::seen;
    if (!blind) {
        last_.measures = kernel::measure(last_.view, sight);
        last_.open = open_ends(last_.view, sight);
    }
    return last_;
}

std::vector<SeenRun> cells_within(const Grid& grid, std::span<const std::span<const Point>> rings) {
    std::vector<SeenRun> runs;
    if (grid.cell_count() == 0) return runs;
    const auto row_of = [&](double y) { return (grid.ymax - y) / grid.cell_y - 0.5; };
    const auto column_of = [&](double x) { return (x - grid.xmin) / grid.cell_x - 0.5; };
    std::vector<std::vector<double>> crossings; // by row from the first
    Box box;
    for (const auto ring : rings)
        box.add(box_of(ring));
    if (box.empty()) return runs;
    const auto first_row = std::max<std::int64_t>(0, static_cast<std::int64_t>(std::ceil(row_of(box.ymax))));
    const auto last_row = std::min(grid.rows - 1, static_cast<std::int64_t>(std::floor(row_of(box.ymin))));
    if (first_row > last_row) return runs;
    crossings.resize(static_cast<std::size_t>(last_row - first_row + 1));
    for (const auto ring : rings)
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const Point a = ring[i];
            const Point b = ring[i + 1 < ring.size() ? i + 1 : 0];
            const auto [low, high] = std::minmax(a.y, b.y);
            // One more on either side: rounding decides nothing here.
            const auto from = std::max(first_row, static_cast<std::int64_t>(std::floor(row_of(high))));
            const auto to = std::min(last_row, static_cast<std::int64_t>(std::ceil(row_of(low))));
            for (std::int64_t row = from; row <= to; ++row) {
                const double y = grid.center(0, row).y;
                if ((a.y <= y) == (b.y <= y)) continue;
                crossings[static_cast<std::size_t>(row - first_row)].push_back(a.x + (y - a.y) / (b.y - a.y) *
                                                                                         (b.x - a.x));
            }
        }
    for (std::int64_t row = first_row; row <= last_row; ++row) {
        auto& at = crossings[static_cast<std::size_t>(row - first_row)];
        std::sort(at.begin(), at.end());
        for (std::size_t i = 0; i + 1 < at.size(); i += 2) {
            const auto first =
                std::max<std::int64_t>(0, static_cast<std::int64_t>(std::ceil(column_of(at[i]))));
            const auto last =
                std::min(grid.columns - 1, static_cast<std::int64_t>(std::floor(column_of(at[i + 1]))));
            if (first <= last) runs.push_back({row, first, last});
        }
    }
    return runs;
}

std::vector<SeenRun> seen_cells_of(const Grid& grid, const kernel::View& view) {
    const std::span<const Point> ring = view.boundary;
    return cells_within(grid, {&ring, 1});
}

std::vector<SeenRun> seen_cells_of(const Field& field, const kernel::View& view) {
    std::vector<SeenRun> runs;
    for (const SeenRun& run : seen_cells_of(field.grid, view)) {
        const auto has = [&](std::int64_t column) {
            return field.values[static_cast<std::size_t>(run.row * field.grid.columns + column)] != nodata;
        };
        for (std::int64_t column = run.first; column <= run.last; ++column) {
            if (!has(column)) continue;
            const std::int64_t first = column;
            while (column < run.last && has(column + 1))
                ++column;
            runs.push_back({run.row, first, column});
        }
    }
    return runs;
}

std::vector<Point> farthest_by_direction(const Grid& grid, const std::vector<SeenRun>& cells, Point eye,
                                         std::size_t sectors) {
    struct Farthest {
        Point cell;
        double square_m2 = 0;
    };
    std::vector<Farthest> found(sectors);
    for (const SeenRun& run : cells)
        for (std::int64_t column = run.first; column <= run.last; ++column) {
            const Point cell = grid.center(column, run.row);
            const Point away = cell - eye;
            const double square = dot(away, away);
            if (square <= 0) continue;
            const double turn = std::atan2(away.x, away.y) / (2 * std::numbers::pi);
            const auto sector =
                static_cast<std::size_t>((turn < 0 ? turn + 1 : turn) * static_cast<double>(sectors));
            Farthest& one = found[std::min(sector, sectors - 1)];
            if (square > one.square_m2) one = {cell, square};
        }
    std::vector<Point> points;
    for (const Farthest& one : found)
        if (one.square_m2 > 0) points.push_back(one.cell);
    return points;
}

} // namespace prospect::sightlines
