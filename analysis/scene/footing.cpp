#include "analysis/scene/footing.h"

#include "analysis/scene/access_lines.h"
#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/clip.h"
#include "analysis/scene/opening_control.h"
#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"

#include <algorithm>
#include <map>
#include <set>

namespace prospect::scene {

namespace {

Box box_around(Point p, double margin_m) {
    return Box{p.x, p.y, p.x, p.y}.grown(margin_m);
}

SpatialIndex index_of(const std::vector<Segment>& edges) {
    std::vector<Box> boxes;
    boxes.reserve(edges.size());
    for (const Segment& edge : edges) {
        Box box;
        box.add(edge.a);
        box.add(edge.b);
        boxes.push_back(box);
    }
    return SpatialIndex(boxes);
}

bool lets_through(const Feature& opening, std::string_view control, Gates gates) {
    static const std::set<std::string_view> closing{"locked", "controlled", "staffed"};
    return is_way_through(opening) && (gates == Gates::all || !closing.contains(control));
}

// The scene has cut it out already, for sight.
bool is_cut(std::string_view kind, std::string_view control) {
    return kind == "gap" || control == "open";
}

} // namespace

class Footing::Builder {
public:
    Builder(const Scene& scene, double person_m, Gates gates)
        : scene_(scene), person_m_(person_m), gates_(gates) {
        for (const auto& [layer, feature] : scene.site().features(Role::barrier))
            barriers_.emplace(feature->id, feature);
    }

    void build(Footing& made) {
        const std::vector<Cut> gates = gates_in_barriers();
        for (const Obstacle& obstacle : scene_.obstacles())
            if (obstacle.base_m < person_m_ && stops(obstacle))
                add(obstacle.feature,
                    obstacle.role == Role::barrier ? cut(obstacle.geometry, gates) : obstacle.geometry, made);
        finish(scene_, made);
        made.notes_ = reader_.notes();
        if (unknown_ > 0)
            made.notes_.push_back(
                {Note::Level::info, "gates_count_as_unlocked",
                 "it is not known whether " + std::to_string(unknown_) +
                     " gates and doors in barriers are locked: people get through them here"});
    }

    // As Footing(scene, lines) says.
    static void build(const Scene& scene, const AccessLines& lines, Footing& made) {
        std::map<Uuid, FeaturePtr> buildings;
        for (const auto& [layer, building] : scene.site().features(Role::building))
            buildings.emplace(building->id, building);
        std::set<Uuid> added;
        for (const AccessLine& line : lines.lines) {
            if (line.kind != AccessLine::Kind::wall) continue;
            const Uuid owner = line.thing ? line.thing->id : Uuid{};
            const auto building = buildings.find(owner);
            if (building == buildings.end()) {
                made.edges_.push_back(line.along);
                made.owners_.push_back(owner);
            } else if (added.insert(owner).second) {
                add(owner, building->second->geometry, made); // its doors, too
            }
        }
        made.stops_.insert(made.stops_.end(), lines.solids.begin(), lines.solids.end());
        finish(scene, made);
    }

private:
    static void finish(const Scene& scene, Footing& made) {
        std::vector<Box> boxes;
        for (const Geometry& stop : made.stops_)
            boxes.push_back(stop.box());
        made.stop_index_ = SpatialIndex(boxes);
        made.edge_index_ = index_of(made.edges_);
        boxes.clear();
        for (const Obstacle& obstacle : scene.obstacles())
            if (obstacle.role == Role::planting && obstacle.top_m >= waded_m &&
                obstacle.geometry.kind == GeometryKind::polygon) {
                made.planting_.push_back(&obstacle.geometry);
                boxes.push_back(obstacle.geometry.box());
            }
        made.planting_index_ = SpatialIndex(boxes);
    }

    bool stops(const Obstacle& obstacle) {
        if (obstacle.role == Role::building) return true;
        if (obstacle.role != Role::barrier) return false;
        const auto barrier = barriers_.find(obstacle.feature);
        return barrier == barriers_.end() ||
               reader_.text(Role::barrier, *barrier->second, "passable") == "none";
    }

    bool in_a_barrier(Point p) const {
        return std::any_of(scene_.obstacles().begin(), scene_.obstacles().end(), [&](const Obstacle& one) {
            return one.role == Role::barrier &&
                   one.geometry.box().grown(tolerance::opening_host_m).contains(p) &&
                   (edge_distance(one.geometry, p) <= tolerance::opening_host_m || contains(one.geometry, p));
        });
    }

    std::vector<Cut> gates_in_barriers() {
        std::vector<Cut> gates;
        for (const auto& [layer, opening] : scene_.site().features(Role::opening)) {
            if (!present(*opening, scene_.time().phase) || opening->geometry.empty()) continue;
            const std::string kind = AttributeReader().text(Role::opening, *opening, "kind");
            const std::string control = AttributeReader().text(Role::opening, *opening, "control");
            if (!lets_through(*opening, control, gates_) || is_cut(kind, control)) continue;
            const double drawn_m =
                opening->geometry.kind == GeometryKind::line ? length(opening->geometry) : 0;
            const bool as_drawn = drawn_m > 0 && !AttributeReader::own_number(*opening, "width_m");
            const Point at = label_point(opening->geometry);
            if (!in_a_barrier(at)) continue;
            unknown_ += control.empty() ? 1 : 0;
            gates.push_back({at, as_drawn ? drawn_m : reader_.number(Role::opening, *opening, "width_m")});
        }
        return gates;
    }

    static Geometry cut(Geometry geometry, const std::vector<Cut>& gates) {
        std::vector<Cut> near;
        const Box box = geometry.box().grown(tolerance::opening_host_m);
        for (const Cut& gate : gates)
            if (box.contains(gate.center)) near.push_back(gate);
        if (geometry.kind == GeometryKind::line && !near.empty()) return cut_lines(geometry, near);
        for (const Cut& gate : near)
            geometry = cut_polygon(geometry, gate);
        return geometry;
    }

    static void add(const Uuid& feature, Geometry geometry, Footing& made) {
        for_each_edge(geometry, [&](VertexPlace, const Segment& edge) {
            made.edges_.push_back(edge);
            made.owners_.push_back(feature);
        });
        if (geometry.kind == GeometryKind::polygon) made.stops_.push_back(std::move(geometry));
    }

    const Scene& scene_;
    double person_m_;
    Gates gates_;
    std::map<Uuid, FeaturePtr> barriers_;
    AttributeReader reader_;
    std::size_t unknown_ = 0;
};

Footing::Footing(const Scene& scene, double person_m, Gates gates) {
    Builder(scene, person_m, gates).build(*this);
}

Footing::Footing(const Scene& scene, const AccessLines& lines) {
    Builder::build(scene, lines, *this);
}

double Footing::stop_distance(Point p, double within_m) const {
    double nearest = std::numeric_limits<double>::infinity();
    for (const std::uint32_t i : edge_index_.query(box_around(p, within_m)))
        nearest = std::min(nearest, distance(p, edges_[i]));
    return nearest <= within_m ? nearest : std::numeric_limits<double>::infinity();
}

bool Footing::in_stop(Point p) const {
    const auto near = stop_index_.query(box_around(p, 0));
    return std::any_of(near.begin(), near.end(), [&](std::uint32_t i) { return contains(stops_[i], p); });
}

bool Footing::in_planting(Point p) const {
    const auto near = planting_index_.query(box_around(p, 0));
    return std::any_of(near.begin(), near.end(), [&](std::uint32_t i) { return contains(*planting_[i], p); });
}

bool Footing::walks(Point p) const {
    return !in_stop(p) && stop_distance(p, tolerance::on_edge_m) > tolerance::on_edge_m;
}

bool Footing::stands(Point p) const {
    return !in_stop(p) && !in_planting(p) && stop_distance(p, body_m) > body_m;
}

std::optional<Uuid> Footing::stop_between(Point from, Point to) const {
    Box box;
    box.add(from);
    box.add(to);
    const Segment way{from, to};
    for (const std::uint32_t i : edge_index_.query(box))
        if (crossing(way, edges_[i])) return owners_[i];
    return std::nullopt;
}

} // namespace prospect::scene
