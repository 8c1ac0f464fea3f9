#include "analysis/access/way_sides.h"

#include "analysis/scene/attribute_reader.h"
#include "geometry/base/edges.h"

#include <set>

namespace prospect::access {

namespace {

bool stops(Role role, const Feature& thing) {
    constexpr double walked_under_m = 2;
    scene::AttributeReader reader;
    if (reader.number(role, thing, "base_m") >= walked_under_m) return false;
    if (role == Role::building) return true;
    static const std::set<std::string> low{"kerb", "bollard"};
    return !low.contains(scene::AttributeReader::own_text(thing, "kind")) &&
           reader.text(role, thing, "passable") == "none";
}

Box box_of_edge(const Segment& edge) {
    Box box;
    box.add(edge.a);
    box.add(edge.b);
    return box;
}

} // namespace

WaySides::WaySides(const scene::Scene& scene) {
    std::vector<Box> boxes;
    for (const Role role : {Role::building, Role::barrier})
        for (const auto& [layer, thing] : scene.site().features(role)) {
            if (!present(*thing, scene.time().phase) || !stops(role, *thing)) continue;
            for_each_edge(thing->geometry, [&](VertexPlace, const Segment& edge) {
                edges_.push_back({things_.size(), edge});
                boxes.push_back(box_of_edge(edge));
            });
            things_.emplace_back(role, thing);
        }
    index_ = SpatialIndex(boxes);
}

std::optional<WaySides::Wall> WaySides::towards(Point p, Point direction, double reach_m) const {
    const Segment way{p, p + direction * reach_m};
    std::optional<Wall> found;
    for (const std::uint32_t i : index_.query(box_of_edge(way))) {
        const auto met = crossing(way, edges_[i].along);
        if (!met) continue;
        const double away_m = distance(p, *met);
        if (found && away_m >= found->away_m) continue;
        const auto& [role, thing] = things_[edges_[i].thing];
        found = Wall{thing, role, *met, away_m};
    }
    return found;
}

std::optional<WaySides::Both> WaySides::beside(Point p, Point direction, double reach_m) const {
    const Point left{-direction.y, direction.x};
    auto to_left = towards(p, left, reach_m);
    if (!to_left) return std::nullopt;
    auto to_right = towards(p, left * -1, reach_m);
    if (!to_right) return std::nullopt;
    return Both{std::move(*to_left), std::move(*to_right)};
}

bool WaySides::between_buildings(Point p, Point direction, double reach_m) const {
    const auto both = beside(p, direction, reach_m);
    return both && both->left.role == Role::building && both->right.role == Role::building;
}

} // namespace prospect::access
