#include "analysis/threat/drivable.h"

#include "analysis/scene/attribute_reader.h"
#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"
#include "geometry/index/spatial_index.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace prospect::threat {

namespace {

using scene::Note;

constexpr double same_place_m = 0.01;

// A line as drawn, its ends moved onto what they are joined to.
struct Line {
    std::uint32_t path = 0;
    std::vector<Point> points;
    Point first_drawn;
    Point last_drawn;
    bool closed() const { return distance(points.front(), points.back()) <= same_place_m; }
};

Box box_of_segment(const Segment& segment, double margin_m) {
    Box box;
    box.add(segment.a);
    box.add(segment.b);
    return box.grown(margin_m);
}

class Builder {
public:
    Builder(const scene::Scene& scene, const DrivableSettings& settings, Drivable& made)
        : scene_(scene), settings_(settings), made_(made) {}

    void build() {
        gather();
        join_ends();
        split();
        for (Note& note : reader_.notes())
            made_.notes.push_back(std::move(note));
    }

private:
    bool drives(const Feature& path) {
        const std::string kind = scene::AttributeReader::own_text(path, "kind");
        if (kind == "road" || kind == "service") return true;
        if (!settings_.wide_footway_m || (kind != "footway" && kind != "cycleway")) return false;
        const auto width = scene::AttributeReader::own_number(path, "width_m");
        return width && *width >= *settings_.wide_footway_m;
    }

    void gather() {
        std::vector<Note> short_ones;
        for (const auto& [layer, path] : scene_.site().features(Role::path)) {
            if (!present(*path, scene_.time().phase) || !drives(*path)) continue;
            const std::size_t before = lines_.size();
            const auto number = static_cast<std::uint32_t>(made_.paths.size());
            for (std::size_t r = 0; r < path->geometry.ring_count(); ++r) {
                Line line;
                line.path = number;
                for (const Point p : path->geometry.ring(r))
                    if (line.points.empty() || distance(line.points.back(), p) > same_place_m)
                        line.points.push_back(p);
                if (line.points.size() < 2) continue;
                line.first_drawn = line.points.front();
                line.last_drawn = line.points.back();
                lines_.push_back(std::move(line));
            }
            if (lines_.size() == before) {
                const std::optional<Point> at =
                    path->geometry.empty() ? std::nullopt : std::optional(path->geometry.points.front());
                short_ones.push_back(
                    {Note::Level::warning, "path_without_length",
                     "the road \"" + scene::title_of(*path) + "\" has no length: nothing drives on it",
                     at.value_or(Point{}), path->id});
                continue;
            }
            made_.paths.push_back(path);
            made_.widths_m.push_back(reader_.number(Role::path, *path, "width_m"));
        }
        scene::add_merged(made_.notes, short_ones, "roads have no length: nothing drives on them",
                          scene_.site().frame);
    }

    // Each straight stretch of the lines, and the line it is of.
    void index_edges() {
        edges_.clear();
        owners_.clear();
        std::vector<Box> boxes;
        for (std::uint32_t l = 0; l < lines_.size(); ++l)
            for (std::size_t i = 0; i + 1 < lines_[l].points.size(); ++i) {
                edges_.push_back({lines_[l].points[i], lines_[l].points[i + 1]});
                owners_.push_back(l);
                boxes.push_back(box_of_segment(edges_.back(), same_place_m));
            }
        index_ = SpatialIndex(boxes);
    }

    double reach_of(std::uint32_t line) const {
        return std::max(join_m, made_.widths_m[lines_[line].path] / 2);
    }

    // The nearest place of another line whose carriageway the end lies on.
    std::optional<Point> joined_to(std::uint32_t line, Point end, double most_m) const {
        std::optional<Point> found;
        double nearest_m = std::numeric_limits<double>::infinity();
        for (const std::uint32_t e : index_.query(Box{end.x, end.y, end.x, end.y}.grown(most_m))) {
            if (owners_[e] == line) continue;
            const double reach_m = reach_of(owners_[e]);
            Point at = nearest_on(edges_[e], end);
            // A corner near by, so that no piece of centimetres is made.
            for (const Point corner : {edges_[e].a, edges_[e].b})
                if (distance(corner, at) <= join_m) at = corner;
            const double away_m = distance(at, end);
            if (distance(end, edges_[e]) > reach_m || away_m >= nearest_m) continue;
            nearest_m = away_m;
            found = at;
        }
        return found;
    }

    void join_ends() {
        index_edges();
        double most_m = join_m;
        for (std::uint32_t l = 0; l < lines_.size(); ++l)
            most_m = std::max(most_m, reach_of(l));
        std::vector<Note> moved;
        std::vector<Line> joined = lines_;
        // A line that others are moved onto stays where it is, so that two do not change places.
        std::map<std::pair<double, double>, Point> taken;
        for (std::uint32_t l = 0; l < lines_.size(); ++l) {
            if (lines_[l].closed()) continue;
            for (const bool first : {true, false}) {
                Point& end = first ? joined[l].points.front() : joined[l].points.back();
                if (taken.contains({end.x, end.y})) continue;
                const auto to = joined_to(l, end, most_m);
                if (!to) continue;
                taken.emplace(std::pair(to->x, to->y), *to);
                if (distance(*to, end) <= same_place_m) continue;
                const Point beside =
                    first ? joined[l].points[1] : joined[l].points[joined[l].points.size() - 2];
                if (distance(*to, beside) <= same_place_m) continue;
                moved.push_back({Note::Level::info, "road_ends_joined",
                                 "the end of the road \"" + scene::title_of(*made_.paths[lines_[l].path]) +
                                     "\" is joined to the road it ends on",
                                 end, made_.paths[lines_[l].path]->id});
                end = *to;
            }
        }
        lines_ = std::move(joined);
        scene::add_merged(made_.notes, moved, "ends of roads are joined to the road they end on",
                          scene_.site().frame);
    }

    std::uint32_t node_at(Point p) {
        const auto cell = [](double v) { return static_cast<std::int64_t>(std::floor(v / same_place_m)); };
        for (std::int64_t dx = -1; dx <= 1; ++dx)
            for (std::int64_t dy = -1; dy <= 1; ++dy) {
                const auto found = nodes_.find({cell(p.x) + dx, cell(p.y) + dy});
                if (found == nodes_.end()) continue;
                for (const std::uint32_t node : found->second)
                    if (distance(made_.nodes[node], p) <= same_place_m) return node;
            }
        const auto node = static_cast<std::uint32_t>(made_.nodes.size());
        made_.nodes.push_back(p);
        made_.into.emplace_back();
        nodes_[{cell(p.x), cell(p.y)}].push_back(node);
        return node;
    }

    // Where others cross or touch it, in its direction, both its ends included.
    std::vector<Point> places_on(std::uint32_t edge) const {
        const Segment& own = edges_[edge];
        const double length_m = distance(own.a, own.b);
        std::vector<std::pair<double, Point>> places{{0, own.a}, {length_m, own.b}};
        const auto add = [&](Point p) {
            const double along_m = dot(p - own.a, own.b - own.a) / length_m;
            if (along_m > same_place_m && along_m < length_m - same_place_m) places.emplace_back(along_m, p);
        };
        for (const std::uint32_t other : index_.query(box_of_segment(own, same_place_m))) {
            if (other == edge) continue;
            for (const Point corner : {edges_[other].a, edges_[other].b})
                if (distance(corner, own) <= same_place_m) add(corner);
            // The lower of both decides where they cross, so that both have the very same place.
            if (const auto at = crossing(edges_[std::min(edge, other)], edges_[std::max(edge, other)]))
                add(*at);
        }
        std::sort(places.begin(), places.end(),
                  [](const auto& a, const auto& b) { return a.first < b.first; });
        std::vector<Point> found;
        for (const auto& [along_m, p] : places)
            found.push_back(p);
        return found;
    }

    void add_arcs(std::uint32_t from, std::uint32_t to, std::uint32_t path, std::uint32_t edge) {
        const double length_m = distance(made_.nodes[from], made_.nodes[to]);
        const auto number = static_cast<std::uint32_t>(made_.arcs.size());
        made_.arcs.push_back({from, to, path, 2 * edge, length_m, edges_[edge].a, edges_[edge].b});
        made_.arcs.push_back({to, from, path, 2 * edge + 1, length_m, edges_[edge].b, edges_[edge].a});
        made_.into[to].push_back(number);
        made_.into[from].push_back(number + 1);
    }

    void add_end(std::uint32_t path, std::uint32_t arrival, Point drawn) {
        const Arc& arc = made_.arcs[arrival];
        const Point way = arc.drawn_to - arc.drawn_from;
        made_.ends.push_back({path, arrival, drawn, way * (1 / length(way))});
    }

    void split() {
        index_edges();
        std::uint32_t edge = 0;
        for (const Line& line : lines_) {
            const auto first = static_cast<std::uint32_t>(made_.arcs.size());
            for (std::size_t i = 0; i + 1 < line.points.size(); ++i, ++edge) {
                const std::vector<Point> places = places_on(edge);
                std::uint32_t from = node_at(places.front());
                for (std::size_t k = 1; k < places.size(); ++k) {
                    const std::uint32_t to = node_at(places[k]);
                    if (to == from) continue;
                    add_arcs(from, to, line.path, edge);
                    from = to;
                }
            }
            if (made_.arcs.size() == first || line.closed()) continue;
            add_end(line.path, first + 1, line.first_drawn);
            add_end(line.path, static_cast<std::uint32_t>(made_.arcs.size()) - 2, line.last_drawn);
        }
    }

    const scene::Scene& scene_;
    const DrivableSettings& settings_;
    Drivable& made_;
    scene::AttributeReader reader_;
    std::vector<Line> lines_;
    std::vector<Segment> edges_;
    std::vector<std::uint32_t> owners_;
    SpatialIndex index_;
    std::map<std::pair<std::int64_t, std::int64_t>, std::vector<std::uint32_t>> nodes_;
};

} // namespace

double turn_radius_m(Point before, Point at, Point after, double width_m) {
    const Point in = at - before;
    const Point out = after - at;
    const double product = length(in) * length(out);
    const double sine = std::abs(cross(in, out));
    if (product <= 0) return std::numeric_limits<double>::infinity();
    const double circle_m = sine <= 1e-9 * product ? std::numeric_limits<double>::infinity()
                                                   : product * distance(before, after) / (2 * sine);
    return dot(in, out) >= 0 ? circle_m : std::min(circle_m, corner_radius_m(before, at, after, width_m));
}

double corner_radius_m(Point before, Point at, Point after, double width_m) {
    const Point in = at - before;
    const Point out = after - at;
    const double half_turn = std::atan2(std::abs(cross(in, out)), dot(in, out)) / 2;
    // 1 - cos(a) = 2 sin(a / 2)^2, which loses no digits where the turn is slight.
    const double sine = std::sin(half_turn / 2);
    return sine <= 0 ? std::numeric_limits<double>::infinity() : width_m / (2 * sine * sine);
}

double Drivable::radius_m(std::uint32_t from, std::uint32_t to) const {
    const Arc& in = arcs[from];
    const Arc& out = arcs[to];
    if (in.edge == out.edge) return std::numeric_limits<double>::infinity();
    const Point at = nodes[in.to];
    const double width_m = std::max(widths_m[in.path], widths_m[out.path]);
    const double turn_m = turn_radius_m(in.drawn_from, at, out.drawn_to, width_m);
    if (in.path == out.path) return turn_m;
    return std::min(turn_m, corner_radius_m(in.drawn_from, at, out.drawn_to, width_m));
}

Drivable drivable(const scene::Scene& scene, const DrivableSettings& settings) {
    Drivable made;
    Builder(scene, settings, made).build();
    return made;
}

} // namespace prospect::threat
