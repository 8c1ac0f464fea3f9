#include "analysis/scene/access_lines.h"

#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/clip.h"
#include "analysis/scene/opening_control.h"
#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"
#include "geometry/edits/loose_ends.h"
#include "geometry/index/spatial_index.h"
#include "geometry/site/water.h"

#include <algorithm>
#include <cmath>

namespace prospect::scene {

namespace {

// What is drawn this near to the wall of a door is that wall drawn again.
constexpr double same_wall_m = 0.15;
constexpr std::size_t most_gaps_of_an_end = 3;
constexpr double post_m = 0.15;
// What is nearer by less than this may be so by the way it is drawn.
constexpr double surely_m = 0.1;
// A gap may touch what it leads to, and nothing between.
constexpr double clear_m = 0.01;

Box around(Point p, double margin_m) {
    return Box{p.x, p.y, p.x, p.y}.grown(margin_m);
}

Box box_of_segment(const Segment& segment) {
    Box box;
    box.add(segment.a);
    box.add(segment.b);
    return box;
}

// The edge nearest to p; none of a shape without edges.
std::optional<Segment> nearest_edge(const Geometry& geometry, Point p) {
    std::optional<Segment> best;
    double least = std::numeric_limits<double>::infinity();
    for_each_edge(geometry, [&](VertexPlace, const Segment& edge) {
        if (const double away = distance(p, edge); away < least && !(edge.a == edge.b)) {
            least = away;
            best = edge;
        }
    });
    return best;
}

bool run_alike(const Segment& a, const Segment& b) {
    constexpr double most_sine = 0.3;
    const Point along = a.b - a.a;
    const Point other = b.b - b.a;
    return std::abs(cross(along, other)) <= most_sine * length(along) * length(other);
}

// Something that can hold an opening.
struct Host {
    FeaturePtr thing;
    Role role{};
    Geometry geometry; // normalised
    std::vector<Cut> cuts;
    std::vector<FeaturePtr> openings; // of the cuts
};

// An opening in no barrier and no building: in a gap between them, if anywhere.
struct Unwalled {
    FeaturePtr opening;
    Cut cut;
    bool hosted = false; // by a zone's edge, or a gap
};

// What an opening is in, and how far from it.
struct Hosts {
    std::vector<std::size_t> all;
    double away_m = std::numeric_limits<double>::infinity(); // of a wall
};

// A line to a wall, a little beyond it where it meets the middle of that: rounded to whole millimetres it
// would end beside it, with room to pass between. At the end of a wall both are rounded alike.
Segment to_wall(Point from, Point foot, const Segment& wall) {
    constexpr double same_m = 1e-7;
    constexpr double beyond_m = 0.002;
    const double long_m = distance(from, foot);
    if (long_m <= 0 || distance(foot, wall.a) < same_m || distance(foot, wall.b) < same_m)
        return {from, foot};
    return {from, foot + (foot - from) * (beyond_m / long_m)};
}

class Builder {
public:
    Builder(const Scene& scene, Mover mover, double widest_gap_m)
        : scene_(scene), mover_(mover), widest_gap_m_(widest_gap_m) {}

    AccessLines build() {
        for (const Role role : {Role::building, Role::barrier, Role::zone})
            collect(role);
        collect_water();
        find_loose_ends();
        find_openings();
        for (const Host& host : hosts_)
            add_lines(host);
        if (mover_ == Mover::vehicle) add_bollards();
        close_slits();
        add_gaps();
        note_homeless();
        const auto defaults = reader_.notes();
        made_.notes.insert(made_.notes.end(), defaults.begin(), defaults.end());
        return std::move(made_);
    }

private:
    bool stops(Role role, const Feature& feature) {
        if (role == Role::zone) return true; // its edge is a line of its own kind
        if (reader_.number(role, feature, "base_m") >= head_room_m) return false;
        if (role == Role::building) return true;
        const std::string passable = reader_.text(role, feature, "passable");
        return passable == "none" || (passable == "foot" && mover_ == Mover::vehicle &&
                                      AttributeReader::own_text(feature, "kind") != "kerb");
    }

    void collect(Role role) {
        for (const auto& [layer, feature] : scene_.site().features(role)) {
            if (!present(*feature, scene_.time().phase) || feature->geometry.empty()) continue;
            const GeometryKind kind = feature->geometry.kind;
            if (kind != GeometryKind::polygon && (kind != GeometryKind::line || role != Role::barrier))
                continue;
            if (!stops(role, *feature)) continue;
            Host host{feature, role, feature->geometry, {}, {}};
            normalise(host.geometry);
            hosts_.push_back(std::move(host));
        }
    }

    void collect_water() {
        for (const LayerPtr& layer : scene_.site().layers)
            for (const FeaturePtr& feature : layer->features)
                if (feature->geometry.kind == GeometryKind::polygon &&
                    present(*feature, scene_.time().phase) && is_water(*layer, *feature)) {
                    Host host{feature, Role::underlay, feature->geometry, {}, {}};
                    normalise(host.geometry);
                    hosts_.push_back(std::move(host));
                }
    }

    double distance_to(const Host& host, Point p) const {
        // A gate is often drawn in the middle of a wide hedge.
        return host.role == Role::barrier ? distance(host.geometry, p) : edge_distance(host.geometry, p);
    }

    void find_loose_ends() {
        std::vector<StandingShape> standing;
        for (const Host& host : hosts_)
            if (host.role != Role::zone) standing.push_back({host.thing, &host.geometry});
        loose_ = loose_ends(standing, widest_gap_m_);
        std::vector<Box> boxes;
        for (const LooseEnd& loose : loose_)
            for (const LooseEnd::Near& near : loose.near) {
                if (loose.near.front().gap_m <= tolerance::barrier_end_gap_m) break; // it is closed
                possible_gaps_.push_back({loose.end, near.place});
                boxes.push_back(box_of_segment(possible_gaps_.back()));
            }
        gap_index_ = SpatialIndex(boxes);
    }

    // From p to the nearest line between the end of a barrier and what stands near it.
    double gap_distance(Point p) const {
        double least = std::numeric_limits<double>::infinity();
        for (const std::uint32_t i : gap_index_.query(around(p, tolerance::opening_host_m)))
            least = std::min(least, distance(p, possible_gaps_[i]));
        return least;
    }

    // What an opening is in: of the kind that comes first for it, and what is drawn along that.
    Hosts hosts_of(const Feature& opening, Point p, const SpatialIndex& index) const {
        const bool door = AttributeReader::own_text(opening, "kind") == "door";
        const auto rank = [&](Role role) {
            return role == Role::zone ? 2 : (role == Role::building) == door ? 0 : 1;
        };
        std::vector<std::pair<int, std::size_t>> near;
        for (const std::uint32_t i : index.query(around(p, tolerance::opening_host_m)))
            if (hosts_[i].role != Role::underlay && distance_to(hosts_[i], p) <= tolerance::opening_host_m)
                near.emplace_back(rank(hosts_[i].role), i);
        Hosts found;
        if (near.empty()) return found;
        std::sort(near.begin(), near.end());
        std::optional<Segment> wall;
        for (const auto& [its_rank, i] : near)
            if (its_rank == near.front().first)
                if (const auto edge = nearest_edge(hosts_[i].geometry, p);
                    edge && (!wall || distance(p, *edge) < distance(p, *wall))) {
                    wall = edge;
                    if (hosts_[i].role != Role::zone) found.away_m = distance_to(hosts_[i], p);
                }
        if (!wall) return found;
        const Point foot = nearest_on(*wall, p);
        for (const auto& [its_rank, i] : near) {
            const auto edge = nearest_edge(hosts_[i].geometry, foot);
            if (edge && (distance(foot, *edge) <= same_wall_m || run_alike(*edge, *wall)))
                found.all.push_back(i);
        }
        return found;
    }

    double width_of(const Feature& opening, double drawn_m) {
        const auto own = AttributeReader::own_number(opening, "width_m");
        return std::max(drawn_m > 0 && !own ? drawn_m : reader_.number(Role::opening, opening, "width_m"),
                        0.0);
    }

    void find_openings() {
        std::vector<Box> boxes;
        for (const Host& host : hosts_)
            boxes.push_back(host.geometry.box());
        const SpatialIndex index(boxes);
        std::vector<Note> narrow;
        std::vector<Note> no_kind;
        for (const auto& [layer, opening] : scene_.site().features(Role::opening)) {
            if (!present(*opening, scene_.time().phase) || opening->geometry.empty()) continue;
            if (AttributeReader::own_text(*opening, "kind").empty())
                no_kind.push_back(
                    about(*opening, label_point(opening->geometry), "opening_without_kind",
                          "is neither door, gate, gap nor window (kind): it leads nowhere here"));
            if (!is_way_through(*opening)) continue;
            for (std::size_t part = 0; part < opening->geometry.part_count(); ++part) {
                const auto ring = opening->geometry.ring(opening->geometry.rings_of_part(part).first);
                const Geometry line = Geometry::make_line(ring);
                const Cut cut{label_point(line), width_of(*opening, length(line))};
                if (cut.width_m < least_foot_m)
                    narrow.push_back(about(*opening, cut.center, "opening_without_width",
                                           "is " + metres_text(cut.width_m) +
                                               " m wide: nobody gets through; give its width_m"));
                if (cut.width_m >= (mover_ == Mover::foot ? least_foot_m : vehicle_m))
                    hang(opening, cut, index);
            }
        }
        add_merged(made_.notes, narrow,
                   "doors, gates and gaps are less than 0.3 m wide: nobody gets through; give their width_m",
                   scene_.site().frame);
        add_merged(made_.notes, no_kind,
                   "openings are neither door, gate, gap nor window (kind): they lead nowhere here",
                   scene_.site().frame);
    }

    // A gate drawn between the ends of two fences stands in that gap, however near to a fence its middle is.
    void hang(const FeaturePtr& opening, const Cut& cut, const SpatialIndex& index) {
        const Hosts hosts = hosts_of(*opening, cut.center, index);
        const bool in_gap = gap_distance(cut.center) + surely_m < hosts.away_m;
        bool in_wall = false;
        for (const std::size_t i : hosts.all) {
            const bool is_wall = hosts_[i].role != Role::zone;
            if (in_gap && is_wall) continue;
            in_wall = in_wall || is_wall;
            hosts_[i].cuts.push_back(cut);
            hosts_[i].openings.push_back(opening);
        }
        if (!in_wall) unwalled_.push_back({opening, cut, !in_gap && !hosts.all.empty()});
    }

    // Those that hang in no barrier and no building, and no gap between barriers either.
    void note_homeless() {
        std::vector<Note> homeless;
        for (const Unwalled& one : unwalled_)
            if (!one.hosted)
                homeless.push_back(
                    about(*one.opening, one.cut.center, "opening_without_host",
                          "lies more than 0.5 m from every barrier, building and zone edge: it lets nobody "
                          "through anything"));
        add_merged(made_.notes, homeless,
                   "doors, gates and gaps lie more than 0.5 m from every barrier, building and zone edge: "
                   "they let nobody through anything",
                   scene_.site().frame);
    }

    static Note about(const Feature& opening, Point place, const char* code, const std::string& what) {
        return {Note::Level::warning, code, "the opening \"" + title_of(opening) + "\" " + what, place,
                opening.id};
    }

    void add(std::span<const Point> line, AccessLine::Kind kind, const FeaturePtr& thing) {
        for (std::size_t i = 1; i < line.size(); ++i)
            if (!(line[i - 1] == line[i])) made_.lines.push_back({{line[i - 1], line[i]}, kind, thing});
    }

    void add_lines(const Host& host) {
        const AccessLine::Kind kind =
            host.role == Role::zone ? AccessLine::Kind::zone_edge : AccessLine::Kind::wall;
        const bool thick = host.role == Role::barrier && host.geometry.kind == GeometryKind::polygon;
        if (!thick) add_outline(host, host.geometry, kind);
        if (thick) add_thick(host);
        if (host.role == Role::underlay) made_.solids.push_back(host.geometry);
    }

    void add_outline(const Host& host, const Geometry& geometry, AccessLine::Kind kind) {
        for (std::size_t r = 0; r < geometry.ring_count(); ++r) {
            const auto ring = geometry.ring(r);
            std::vector<Point> line(ring.begin(), ring.end());
            if (geometry.kind == GeometryKind::polygon && !line.empty()) line.push_back(line.front());
            for (const LinePiece& piece : line_pieces(line, host.cuts))
                add(piece.points, piece.cut ? AccessLine::Kind::leaf : kind,
                    piece.cut ? host.openings[*piece.cut] : host.thing);
        }
    }

    void add_thick(const Host& host) {
        Geometry left = host.geometry;
        for (std::size_t c = 0; c < host.cuts.size(); ++c) {
            for (const Segment& leaf : leaves_in(left, host.cuts[c]))
                made_.lines.push_back({leaf, AccessLine::Kind::leaf, host.openings[c]});
            left = cut_polygon(left, host.cuts[c]);
        }
        for_each_edge(left, [&](VertexPlace, const Segment& edge) {
            made_.lines.push_back({edge, AccessLine::Kind::wall, host.thing});
        });
        made_.solids.push_back(std::move(left));
    }

    // A vehicle does not pass between two bollards that stand near each other, nor between one and a wall.
    void add_bollards() {
        std::vector<std::pair<Point, FeaturePtr>> posts;
        for (const auto& [layer, feature] : scene_.site().features(Role::barrier))
            if (present(*feature, scene_.time().phase) && feature->geometry.kind == GeometryKind::point &&
                stops(Role::barrier, *feature))
                for (const Point& p : feature->geometry.points)
                    posts.emplace_back(p, feature);
        std::vector<Box> boxes;
        for (const auto& [p, feature] : posts)
            boxes.push_back(around(p, 0));
        const SpatialIndex index(boxes);
        for (std::size_t i = 0; i < posts.size(); ++i)
            for (const std::uint32_t other : index.query(around(posts[i].first, 2 * least_vehicle_m)))
                if (other > i && clear_between(posts[i], posts[other]) <= least_vehicle_m)
                    made_.lines.push_back(
                        {{posts[i].first, posts[other].first}, AccessLine::Kind::wall, posts[i].second});
        boxes.clear();
        for (const Host& host : hosts_)
            boxes.push_back(host.role == Role::zone ? Box{} : host.geometry.box());
        const SpatialIndex wall_index(boxes);
        for (const auto& [p, feature] : posts)
            for (const std::uint32_t i : wall_index.query(around(p, least_vehicle_m + post_m / 2)))
                if (const auto edge = nearest_edge(hosts_[i].geometry, p);
                    edge && distance(p, *edge) - post_m / 2 <= least_vehicle_m)
                    made_.lines.push_back(
                        {to_wall(p, nearest_on(*edge, p), *edge), AccessLine::Kind::wall, feature});
    }

    // As the plan says where that fits what is drawn, else from middle to middle less the usual thickness.
    static double clear_between(const std::pair<Point, FeaturePtr>& a,
                                const std::pair<Point, FeaturePtr>& b) {
        constexpr double fits_m = 0.3;
        const double drawn_m = distance(a.first, b.first) - post_m;
        std::optional<double> widest_said;
        for (const FeaturePtr& one : {a.second, b.second})
            if (const auto said = AttributeReader::own_number(*one, "gap_m");
                said && std::abs(*said - drawn_m) <= fits_m)
                widest_said = std::max(widest_said.value_or(0), *said);
        return widest_said.value_or(drawn_m);
    }

    // Between the corner of one thing and the side of another nobody gets through what is too narrow, however
    // little that is.
    void close_slits() {
        std::vector<AccessLine> walls;
        std::vector<Box> boxes;
        for (const AccessLine& line : made_.lines)
            if (line.kind == AccessLine::Kind::wall) {
                walls.push_back(line);
                boxes.push_back(box_of_segment(line.along));
            }
        const SpatialIndex index(boxes);
        const double least_m = least_width_m(mover_);
        for (const AccessLine& wall : walls)
            for (const Point corner : {wall.along.a, wall.along.b})
                for (const std::uint32_t i : index.query(around(corner, least_m))) {
                    if (walls[i].thing == wall.thing) continue;
                    const Point foot = nearest_on(walls[i].along, corner);
                    const double away_m = distance(corner, foot);
                    if (away_m > 0 && away_m < least_m)
                        made_.lines.push_back(
                            {to_wall(corner, foot, walls[i].along), AccessLine::Kind::wall, wall.thing});
                }
    }

    void add_gaps() {
        std::vector<Segment> walls;
        std::vector<Box> boxes;
        for (const AccessLine& line : made_.lines)
            if (line.kind != AccessLine::Kind::zone_edge) {
                walls.push_back(line.along);
                boxes.push_back(box_of_segment(line.along));
            }
        const SpatialIndex index(boxes);
        for (LooseEnd& loose : loose_) {
            if (loose.near.front().gap_m <= tolerance::barrier_end_gap_m) {
                made_.lines.push_back({to_nearest_wall(loose.end, loose.near.front().place, walls, index),
                                       AccessLine::Kind::wall, loose.barrier});
                if (loose.near.front().gap_m > tolerance::close_ring_m)
                    made_.drawn_short.push_back(std::move(loose));
                continue;
            }
            std::size_t kept = 0;
            for (const LooseEnd::Near& near : loose.near) {
                if (kept == most_gaps_of_an_end) break;
                if (!is_clear({loose.end, near.place}, walls, index)) continue;
                add_gap(to_nearest_wall(loose.end, near.place, walls, index), loose.barrier);
                ++kept;
            }
        }
    }

    // Openings that stand in the gap take their width of it; what is left beside them is no less a gap.
    void add_gap(const Segment& gap, const FeaturePtr& barrier) {
        std::vector<Cut> cuts;
        std::vector<FeaturePtr> openings;
        for (Unwalled& one : unwalled_)
            if (distance(one.cut.center, gap) <= tolerance::opening_host_m) {
                one.hosted = true;
                cuts.push_back(one.cut);
                openings.push_back(one.opening);
            }
        const std::vector<Point> line{gap.a, gap.b};
        for (const LinePiece& piece : line_pieces(line, cuts)) {
            const bool post =
                distance(piece.points.front(), piece.points.back()) <= tolerance::barrier_end_gap_m;
            if (piece.cut)
                add(piece.points, AccessLine::Kind::leaf, openings[*piece.cut]);
            else
                add(piece.points, post ? AccessLine::Kind::wall : AccessLine::Kind::gap, barrier);
        }
    }

    static Segment to_nearest_wall(Point from, Point foot, const std::vector<Segment>& walls,
                                   const SpatialIndex& index) {
        constexpr double at_m = 1e-6;
        std::optional<Segment> wall;
        for (const std::uint32_t i : index.query(around(foot, at_m)))
            if (distance(foot, walls[i]) <= at_m) {
                wall = walls[i];
                if (distance(foot, wall->a) <= at_m || distance(foot, wall->b) <= at_m) break; // its end
            }
        return wall ? to_wall(from, foot, *wall) : Segment{from, foot};
    }

    static bool is_clear(const Segment& gap, const std::vector<Segment>& walls, const SpatialIndex& index) {
        const double long_m = distance(gap.a, gap.b);
        const Point off = (gap.b - gap.a) * (clear_m / long_m);
        const Segment inner{gap.a + off, gap.b - off};
        for (const std::uint32_t i : index.query(box_of_segment(inner)))
            if (crossing(inner, walls[i])) return false;
        return true;
    }

    const Scene& scene_;
    Mover mover_;
    double widest_gap_m_;
    AttributeReader reader_;
    std::vector<Host> hosts_;
    std::vector<Unwalled> unwalled_;
    std::vector<LooseEnd> loose_;
    std::vector<Segment> possible_gaps_;
    SpatialIndex gap_index_; // of them
    AccessLines made_;
};

} // namespace

AccessLines access_lines(const Scene& scene, Mover mover, double widest_gap_m) {
    return Builder(scene, mover, widest_gap_m).build();
}

} // namespace prospect::scene
