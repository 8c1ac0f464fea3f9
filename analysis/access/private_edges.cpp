#include "analysis/access/private_edges.h"

#include "analysis/access/zone_edges.h"
#include "analysis/scene/line_stations.h"
#include "analysis/scene/study_area.h"
#include "geometry/base/edges.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace prospect::access {

namespace {

using scene::AccessGraph;
using scene::Ownership;

constexpr double alike = 0.7071; // cosine of 45 degrees
constexpr double turned = 0.5;   // of 60 degrees

std::vector<FeaturePtr> all_of(const scene::Scene& scene, Role role) {
    std::vector<FeaturePtr> found;
    for (const auto& [layer, feature] : scene.site().features(role))
        if (present(*feature, scene.time().phase) && !feature->geometry.empty()) found.push_back(feature);
    return found;
}

// Edges of barriers, to find the one that runs along a place.
class BarrierLines {
public:
    explicit BarrierLines(const scene::Scene& scene) : barriers_(all_of(scene, Role::barrier)) {
        std::vector<Box> boxes;
        for (std::size_t b = 0; b < barriers_.size(); ++b)
            for_each_edge(barriers_[b]->geometry, [&](VertexPlace, const Segment& edge) {
                edges_.push_back(edge);
                owners_.push_back(b);
                Box box;
                box.add(edge.a);
                box.add(edge.b);
                boxes.push_back(box);
            });
        index_ = SpatialIndex(boxes);
    }

    struct Along {
        FeaturePtr barrier;
        Point foot;
    };
    // The nearest that runs there, kerbs only where nothing higher does.
    std::optional<Along> along(const EdgePiece& piece) const {
        const Point direction{-piece.outward.y, piece.outward.x};
        std::optional<Along> found;
        double least = std::numeric_limits<double>::infinity();
        for (const std::uint32_t i :
             index_.query(Box{piece.at.x, piece.at.y, piece.at.x, piece.at.y}.grown(beside_m))) {
            const Segment& edge = edges_[i];
            const double long_m = distance(edge.a, edge.b);
            if (!(long_m > 0)) continue;
            const Point run = (edge.b - edge.a) * (1 / long_m);
            const Point foot = nearest_on(edge, piece.at);
            // Past its end it does not stand here.
            if (std::abs(dot(run, direction)) < alike || std::abs(dot(piece.at - foot, run)) > past_end_m)
                continue;
            const double away =
                distance(foot, piece.at) + (is_boundary(*barriers_[owners_[i]]) ? 0 : beside_m);
            if (distance(foot, piece.at) > beside_m || away >= least) continue;
            least = away;
            found = Along{barriers_[owners_[i]], foot};
        }
        return found;
    }

private:
    static constexpr double past_end_m = 0.1;
    std::vector<FeaturePtr> barriers_;
    std::vector<Segment> edges_;
    std::vector<std::size_t> owners_;
    SpatialIndex index_;
};

// A piece of an edge and what is to be known of it.
struct Piece {
    EdgePiece edge;
    FeaturePtr barrier;
    FeaturePtr building;
    Point outside;
    std::optional<std::uint32_t> beyond;
    HouseSide side = HouseSide::unknown;
    bool counts = false; // in the study area, and the edge of this zone's ground
};

class Reader {
public:
    Reader(const scene::Scene& scene, const AccessGraph& graph, const Reach& reach, const FrontReach& front)
        : scene_(scene), graph_(graph), reach_(reach), front_(front), study_(scene.site()), barriers_(scene),
          marks_(scene) {
        const auto openings = all_of(scene, Role::opening);
        entrances_ = main_entrances(scene.facades(), openings);
    }

    std::vector<PrivateStretch> read() {
        for (const auto& [layer, zone] : scene_.site().features(Role::zone))
            if (present(*zone, scene_.time().phase) && zone->geometry.kind == GeometryKind::polygon &&
                scene::ownership_of(*zone) >= Ownership::semi_private)
                read_zone(zone);
        return std::move(made_);
    }

private:
    void read_zone(const FeaturePtr& zone) {
        std::vector<std::vector<Piece>> rings;
        std::set<Uuid> touched;
        for (const auto& edges : edge_pieces(*zone, ZoneEdges::step_m)) {
            std::vector<Piece>& ring = rings.emplace_back();
            for (const EdgePiece& edge : edges) {
                ring.push_back(piece_of(*zone, edge));
                if (ring.back().building) touched.insert(ring.back().building->id);
            }
        }
        const MainEntrance* entrance = entrance_of(*zone, touched);
        for (std::vector<Piece>& ring : rings) {
            for (Piece& piece : ring)
                piece.side = side_of(piece, entrance);
            add_stretches(zone, entrance, ring);
        }
    }

    Piece piece_of(const Feature& zone, const EdgePiece& edge) {
        constexpr double thickest_m = 3; // of a hedge
        Piece piece{.edge = edge};
        Point from = edge.at;
        if (const auto along = barriers_.along(edge)) {
            piece.barrier = along->barrier;
            // A fence may stand inside the edge.
            if (dot(along->foot - edge.at, edge.outward) > 0) from = along->foot;
        }
        for (double away = beside_m; away <= thickest_m; away += ZoneEdges::step_m) {
            piece.outside = from + edge.outward * away;
            const std::uint32_t p = graph_.place_at(piece.outside, near_);
            const scene::AccessPlace& place = graph_.places()[p];
            if (place.building) piece.building = place.building;
            if (place.building || !place.solid) {
                if (!place.solid) piece.beyond = p;
                break;
            }
        }
        const bool own = piece.beyond && graph_.places()[*piece.beyond].zone &&
                         graph_.places()[*piece.beyond].zone->id == zone.id;
        piece.counts = (!own || piece.building) && study_.contains(edge.at);
        return piece;
    }

    // The nearest of a building that the zone touches, or that opens into it.
    const MainEntrance* entrance_of(const Feature& zone, const std::set<Uuid>& touched) const {
        const Point middle = label_point(zone.geometry);
        const MainEntrance* found = nullptr;
        for (const MainEntrance& one : entrances_) {
            if (!touched.contains(one.building) && distance(zone.geometry, one.at) > beside_m) continue;
            if (found == nullptr || distance(one.at, middle) < distance(found->at, middle)) found = &one;
        }
        return found;
    }

    HouseSide side_of(const Piece& piece, const MainEntrance* entrance) const {
        constexpr double door_line_m = 0.5; // edges in line with the wall of the door lie ahead of it
        const Point out = piece.edge.outward;
        for (const MainEntrance& one : entrances_)
            if (dot(out, one.outward) >= alike && before(one, piece.edge.at)) return HouseSide::front;
        if (entrance == nullptr) return HouseSide::unknown;
        const double facing = dot(out, entrance->outward);
        if (facing <= -turned) return HouseSide::rear;
        const bool ahead = dot(piece.edge.at - entrance->at, entrance->outward) > -door_line_m;
        return facing >= turned && ahead ? HouseSide::front : HouseSide::side;
    }

    bool before(const MainEntrance& entrance, Point p) const {
        const Point from = p - entrance.at;
        const double depth = dot(from, entrance.outward);
        return depth > 0 && depth <= front_.depth_m &&
               std::abs(cross(from, entrance.outward)) <= front_.half_width_m;
    }

    bool joins(const Piece& a, const Piece& b) const {
        const auto id = [](const FeaturePtr& one) { return one ? one->id : Uuid{}; };
        return a.counts && b.counts && a.side == b.side && a.beyond == b.beyond &&
               id(a.barrier) == id(b.barrier) && id(a.building) == id(b.building) &&
               dot(a.edge.outward, b.edge.outward) >= alike;
    }

    void add_stretches(const FeaturePtr& zone, const MainEntrance* entrance, std::vector<Piece>& ring) {
        if (ring.empty()) return;
        // Begin where a stretch does; an outline without a break begins anywhere.
        for (std::size_t i = 0; i < ring.size(); ++i)
            if (!joins(ring[(i + ring.size() - 1) % ring.size()], ring[i])) {
                std::rotate(ring.begin(), ring.begin() + static_cast<std::ptrdiff_t>(i), ring.end());
                break;
            }
        for (std::size_t i = 0; i < ring.size();) {
            std::size_t end = i + 1;
            while (end < ring.size() && joins(ring[end - 1], ring[end]))
                ++end;
            if (ring[i].counts) add_stretch(zone, entrance, std::span(ring).subspan(i, end - i));
            i = end;
        }
    }

    void add_stretch(const FeaturePtr& zone, const MainEntrance* entrance, std::span<const Piece> pieces) {
        const Piece& first = pieces.front();
        const Piece& middle = pieces[pieces.size() / 2];
        PrivateStretch made;
        made.zone = zone;
        made.side = first.side;
        if (entrance != nullptr) made.entrance = entrance->door;
        made.at = middle.edge.at;
        made.outward = middle.edge.outward;
        made.barrier = first.barrier;
        made.building = first.building;
        made.beyond = first.beyond;
        if (first.beyond && !first.building) made.depth = reach_.depth[*first.beyond];
        made.line.push_back(first.edge.along.a);
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            const Piece& piece = pieces[i];
            made.length_m += piece.edge.length_m();
            if (marks_.marked(piece.edge.at)) made.marked_m += piece.edge.length_m();
            made.outside.push_back(piece.outside);
            if (i + 1 == pieces.size() || !(pieces[i + 1].edge.outward == piece.edge.outward))
                made.line.push_back(piece.edge.along.b);
        }
        made_.push_back(std::move(made));
    }

    const scene::Scene& scene_;
    const AccessGraph& graph_;
    const Reach& reach_;
    const FrontReach& front_;
    scene::StudyArea study_;
    BarrierLines barriers_;
    ZoneEdges marks_;
    std::vector<MainEntrance> entrances_;
    std::uint32_t near_ = 0;
    std::vector<PrivateStretch> made_;
};

bool follow(const PrivateStretch& a, const PrivateStretch& b) {
    constexpr double ends_m = 1;
    if (a.zone->id == b.zone->id) return true;
    if (dot(a.outward, b.outward) < alike) return false;
    for (const Point p : {a.line.front(), a.line.back()})
        for (const Point q : {b.line.front(), b.line.back()})
            if (distance(p, q) <= ends_m) return true;
    return false;
}

} // namespace

std::string_view name_of(HouseSide side) {
    switch (side) {
    case HouseSide::front:
        return "front";
    case HouseSide::side:
        return "side";
    case HouseSide::rear:
        return "rear";
    case HouseSide::unknown:
        break;
    }
    return "unknown";
}

std::vector<PrivateStretch> private_edges(const scene::Scene& scene, const AccessGraph& graph,
                                          const Reach& reach, const FrontReach& front) {
    return Reader(scene, graph, reach, front).read();
}

std::vector<RearRow> rear_rows(const std::vector<PrivateStretch>& edges) {
    std::vector<std::size_t> rear;
    std::map<Uuid, std::vector<std::uint32_t>> of_zone; // places in rear
    std::vector<Box> boxes;
    for (std::size_t i = 0; i < edges.size(); ++i)
        if (edges[i].rear() && scene::ownership_of(*edges[i].zone) == Ownership::private_ground) {
            of_zone[edges[i].zone->id].push_back(static_cast<std::uint32_t>(rear.size()));
            rear.push_back(i);
            boxes.push_back(box_of(edges[i].line).grown(1));
        }
    const SpatialIndex index(boxes);
    std::vector<std::size_t> row(rear.size(), rear.size());
    std::vector<RearRow> rows;
    for (std::size_t first = 0; first < rear.size(); ++first) {
        if (row[first] < rear.size()) continue;
        std::vector<std::size_t> open{first};
        row[first] = rows.size();
        RearRow made;
        for (std::size_t next = 0; next < open.size(); ++next) {
            made.edges.push_back(rear[open[next]]);
            const std::size_t here = open[next];
            std::vector<std::uint32_t> others = index.query(boxes[here]);
            const auto& own = of_zone.at(edges[rear[here]].zone->id);
            others.insert(others.end(), own.begin(), own.end());
            for (const std::uint32_t other : others)
                if (row[other] == rear.size() && follow(edges[rear[here]], edges[rear[other]])) {
                    row[other] = rows.size();
                    open.push_back(other);
                }
        }
        std::sort(made.edges.begin(), made.edges.end());
        for (const std::size_t i : made.edges) {
            made.length_m += edges[i].length_m;
            if (edges[i].exposed()) made.exposed_m += edges[i].length_m;
        }
        rows.push_back(std::move(made));
    }
    return rows;
}

std::vector<std::uint32_t> passages_in(const PrivateStretch& edge, const AccessGraph& graph) {
    std::vector<std::uint32_t> found;
    if (!edge.beyond) return found;
    const Geometry line = Geometry::make_line(edge.line);
    for (const std::uint32_t i : graph.passages_of(*edge.beyond)) {
        const scene::Passage& passage = graph.passages()[i];
        if (passage.kind == scene::Passage::Kind::open) continue;
        // One at the corner is of the neighbour.
        const Point foot = scene::nearest_station(line, passage.at).at;
        if (distance(foot, passage.at) <= beside_m && !(foot == edge.line.front()) &&
            !(foot == edge.line.back()))
            found.push_back(i);
    }
    return found;
}

double open_share(double base_m, double top_m, double opacity) {
    constexpr double low_m = 1;
    constexpr double high_m = 2;
    const double within = std::max(0.0, std::min(top_m, high_m) - std::max(base_m, low_m));
    return 1 - opacity * within / (high_m - low_m);
}

} // namespace prospect::access
