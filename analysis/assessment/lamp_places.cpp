#include "analysis/assessment/lamp_places.h"

#include "analysis/assessment/naming.h"
#include "geometry/site/water.h"

#include <algorithm>

namespace prospect::assessment {

namespace {

constexpr double from_trees_m = 5; // that NS-17 asks for
constexpr double from_walls_m = 0.15;
constexpr double off_road_m = 0.3; // the edge of a carriageway

bool takes_wheels(const Feature& path) {
    const std::string kind = own_text(path, "kind");
    return kind == "road" || kind == "service" || kind.empty();
}

// Whether somebody at `from` could reach out to `at` past no wall, fence or hedge.
bool open_between(const Facts& facts, Point from, Point at) {
    constexpr double step_m = 0.1;
    Box box;
    box.add(from);
    box.add(at);
    const auto steps = static_cast<int>(std::ceil(distance(from, at) / step_m));
    return std::none_of(
        facts.of(Role::barrier).begin(), facts.of(Role::barrier).end(), [&](const FeaturePtr& barrier) {
            if (is_groundwork(*barrier) || !barrier->geometry.box().grown(from_walls_m).intersects(box))
                return false;
            for (int i = 0; i <= steps; ++i)
                if (distance(barrier->geometry, from + (at - from) * (steps > 0 ? i / double(steps) : 0)) <
                    from_walls_m)
                    return true;
            return false;
        });
}

bool on_carriageway(const Facts& facts, Point at) {
    return std::any_of(facts.of(Role::path).begin(), facts.of(Role::path).end(), [&](const FeaturePtr& path) {
        return takes_wheels(*path) &&
               distance(path->geometry, at) < number_of(Role::path, *path, "width_m").value / 2 + off_road_m;
    });
}

bool in_water(const Facts& facts, Point at) {
    for (const Role role : {Role::zone, Role::underlay})
        for (const auto& [layer, thing] : facts.site().features(role))
            if (thing->geometry.kind == GeometryKind::polygon && is_water(*layer, *thing) &&
                contains(thing->geometry, at))
                return true;
    return false;
}

bool stands_free(const Facts& facts, Point from, Point at, double height_m) {
    return facts.study().contains(at) && !facts.built_at(at) && !facts.scene().in_building(at, height_m) &&
           open_between(facts, from, at) && !in_water(facts, at);
}

bool near_tree(const Facts& facts, Point at) {
    return std::any_of(facts.of(Role::tree).begin(), facts.of(Role::tree).end(),
                       [&](const FeaturePtr& tree) { return distance(tree->geometry, at) < from_trees_m; });
}

} // namespace

std::optional<LampPlace> lamp_place_beside(const Facts& facts, const Feature& path, Point p,
                                           double height_m) {
    const double half_m = number_of(Role::path, path, "width_m").value / 2;
    const bool road = takes_wheels(path);
    std::optional<LampPlace> beside_tree;
    for (const double shift_m : {0.0, 2.0, -2.0, 4.0, -4.0, 6.0, -6.0}) {
        const Station here = nearest_station(path.geometry, p);
        const Station station = nearest_station(path.geometry, here.at + here.direction * shift_m);
        const Point aside{-station.direction.y, station.direction.x};
        for (const double off_m : {0.6, 0.4, -0.2}) {
            if (road && off_m < off_road_m) continue;
            for (const Point side : {aside, aside * -1}) {
                const Point at = station.at + side * (half_m + off_m);
                if (!stands_free(facts, station.at, at, height_m) || on_carriageway(facts, at)) continue;
                const LampPlace place{at, station.at - at};
                if (!near_tree(facts, at)) return place;
                if (!beside_tree) beside_tree = place;
            }
        }
    }
    return beside_tree;
}

std::optional<LampPlace> lamp_place_on(const Facts& facts, const Feature& area, Point p, double height_m) {
    std::optional<LampPlace> beside_tree;
    const Point middle = label_point(area.geometry);
    for (const double x : {0.0, 2.0, -2.0, 4.0, -4.0})
        for (const double y : {0.0, 2.0, -2.0, 4.0, -4.0}) {
            const Point at = p + Point{x, y};
            if (!contains(area.geometry, at) || !stands_free(facts, at, at, height_m)) continue;
            const LampPlace place{at, distance(at, middle) > 0.1 ? middle - at : Point{0, 1}};
            if (!near_tree(facts, at)) return place;
            if (!beside_tree) beside_tree = place;
        }
    return beside_tree;
}

std::string lamp_words(const Facts& facts, const Feature& lamp) {
    const std::string own = facts.name_of(lamp);
    if (!own.empty()) return own;
    const std::string place = place_name(facts, label_point(lamp.geometry), &lamp);
    return "the lamp" + (place.starts_with("Lamp") ? place.substr(4) : " at " + place);
}

} // namespace prospect::assessment
