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
#include <map>

namespace prospect::scene {

namespace {

constexpr double head_room_m = 2;
// What is drawn this near to the wall of a door is that wall drawn again.
constexpr double same_wall_m = 0.15;
constexpr std::size_t most_gaps_of_an_end = 3;
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

Point nearest_place(const Geometry& geometry, Point p) {
    Point best = p;
    double least = std::numeric_limits<double>::infinity();
    for_each_edge(geometry, [&](VertexPlace, const Segment& edge) {
        const Point place = nearest_on(edge, p);
        if (distance(place, p) < least) {
            least = distance(place, p);
            best = place;
        }
    });
    return best;
}

// Something that can hold an opening.
struct Host {
    FeaturePtr thing;
    Role role{};
    Geometry geometry; // normalised
    std::vector<Cut> cuts;
    std::vector<FeaturePtr> openings; // of the cuts
};

// An opening in no barrier and no building.
struct Unwalled {
    FeaturePtr opening;
    Cut cut;
    bool hosted = false; // by a zone's edge, or a gap
};

class Builder {
public:
    Builder(const Scene& scene, Mover mover, double widest_gap_m)
        : scene_(scene), mover_(mover), widest_gap_m_(widest_gap_m) {}

    AccessLines build() {
        for (const Role role : {Role::building, Role::barrier, Role::zone})
            collect(role);
        collect_water();
        find_openings();
        for (const Host& host : hosts_)
            add_lines(host);
        if (mover_ == Mover::vehicle) add_bollards();
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

    // What an opening is in: of the kind that comes first for it, what else is drawn along that.
    std::vector<std::size_t> hosts_of(const Feature& opening, Point p, const SpatialIndex& index) const {
        const bool door = AttributeReader::own_text(opening, "kind") == "door";
        const auto rank = [&](Role role) {
            return role == Role::zone ? 2 : (role == Role::building) == door ? 0 : 1;
        };
        std::vector<std::pair<int, std::size_t>> near;
        for (const std::uint32_t i : index.query(around(p, tolerance::opening_host_m)))
            if (hosts_[i].role != Role::underlay && distance_to(hosts_[i], p) <= tolerance::opening_host_m)
                near.emplace_back(rank(hosts_[i].role), i);
        if (near.empty()) return {};
        std::sort(near.begin(), near.end());
        const int best = near.front().first;
        std::optional<Point> foot;
        for (const auto& [its_rank, i] : near)
            if (its_rank == best) {
                const Point place = nearest_place(hosts_[i].geometry, p);
                if (!foot || distance(place, p) < distance(*foot, p)) foot = place;
            }
        std::vector<std::size_t> found;
        for (const auto& [its_rank, i] : near)
            if (edge_distance(hosts_[i].geometry, *foot) <= same_wall_m) found.push_back(i);
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
        for (const auto& [layer, opening] : scene_.site().features(Role::opening)) {
            if (!present(*opening, scene_.time().phase) || opening->geometry.empty() ||
                !is_way_through(*opening))
                continue;
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
    }

    void hang(const FeaturePtr& opening, const Cut& cut, const SpatialIndex& index) {
        bool in_wall = false;
        const auto found = hosts_of(*opening, cut.center, index);
        for (const std::size_t i : found) {
            in_wall = in_wall || hosts_[i].role != Role::zone;
            hosts_[i].cuts.push_back(cut);
            hosts_[i].openings.push_back(opening);
        }
        if (!in_wall) unwalled_.push_back({opening, cut, !found.empty()});
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
            if (const auto leaf = leaf_in(left, host.cuts[c]))
                made_.lines.push_back({*leaf, AccessLine::Kind::leaf, host.openings[c]});
            left = cut_polygon(left, host.cuts[c]);
        }
        for_each_edge(left, [&](VertexPlace, const Segment& edge) {
            made_.lines.push_back({edge, AccessLine::Kind::wall, host.thing});
        });
        made_.solids.push_back(std::move(left));
    }

    // A vehicle does not pass between two bollards that stand near each other, or to a wall beside one.
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
    }

    // As the plan says; else from middle to middle less the usual thickness of a post.
    static double clear_between(const std::pair<Point, FeaturePtr>& a,
                                const std::pair<Point, FeaturePtr>& b) {
        constexpr double post_m = 0.15;
        const auto said = AttributeReader::own_number(*a.second, "gap_m");
        return said ? *said : distance(a.first, b.first) - post_m;
    }

    void add_gaps() {
        std::vector<StandingShape> standing;
        for (const Host& host : hosts_)
            if (host.role != Role::zone) standing.push_back({host.thing, &host.geometry});
        std::vector<Segment> walls;
        std::vector<Box> boxes;
        for (const AccessLine& line : made_.lines)
            if (line.kind != AccessLine::Kind::zone_edge) {
                walls.push_back(line.along);
                boxes.push_back(box_of_segment(line.along));
            }
        const SpatialIndex index(boxes);
        for (LooseEnd& loose : loose_ends(standing, widest_gap_m_)) {
            if (loose.near.front().gap_m <= tolerance::barrier_end_gap_m) {
                made_.lines.push_back(
                    {{loose.end, loose.near.front().place}, AccessLine::Kind::wall, loose.barrier});
                if (loose.near.front().gap_m > tolerance::close_ring_m)
                    made_.drawn_short.push_back(std::move(loose));
                continue;
            }
            std::size_t kept = 0;
            for (const LooseEnd::Near& near : loose.near) {
                if (kept == most_gaps_of_an_end) break;
                if (!is_clear({loose.end, near.place}, walls, index)) continue;
                add_gap({loose.end, near.place}, loose.barrier);
                ++kept;
            }
        }
    }

    // A gate drawn between two barriers that end at its posts is what stands in the gap.
    void add_gap(const Segment& gap, const FeaturePtr& barrier) {
        for (Unwalled& one : unwalled_)
            if (distance(one.cut.center, gap) <= tolerance::opening_host_m) {
                one.hosted = true;
                made_.lines.push_back({gap, AccessLine::Kind::leaf, one.opening});
                return;
            }
        made_.lines.push_back({gap, AccessLine::Kind::gap, barrier});
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
    AccessLines made_;
};

} // namespace

AccessLines access_lines(const Scene& scene, Mover mover, double widest_gap_m) {
    return Builder(scene, mover, widest_gap_m).build();
}

} // namespace prospect::scene
