#include "analysis/assessment/free_ground.h"

#include "geometry/base/edges.h"
#include "geometry/site/water.h"

#include <algorithm>

namespace prospect::assessment {

namespace {

constexpr double step_m = 0.5;     // along outlines
constexpr double off_path_m = 0.3; // from the edge of a path
constexpr double off_road_m = 2;   // of a carriageway: a footway's width
constexpr double beside_m = 3;     // from there on
constexpr double apart_m = 0.5;    // from other places and from walls

std::vector<Point> outline_of(const Geometry& geometry) {
    std::vector<Point> outline{label_point(geometry)};
    for (const Station& one : stations(geometry, step_m))
        outline.push_back(one.at);
    return outline;
}

double least_distance(const Geometry& thing, std::span<const Point> outline) {
    double least = distance(thing, outline.front());
    for (const Point p : outline.subspan(1))
        least = std::min(least, distance(thing, p));
    return least;
}

// Whether any of a line or outline lies within an area.
bool within(const Geometry& area, const Geometry& thing) {
    if (area.kind != GeometryKind::polygon) return false;
    const auto places = outline_of(thing);
    return std::any_of(places.begin(), places.end(), [&](Point p) { return contains(area, p); });
}

} // namespace

FreeGround::FreeGround(const Facts& facts, const Feature& stay) : facts_(facts) {
    const Point from = label_point(stay.geometry);
    zone_ = facts.zones().at(from);
    public_ = facts.zones().public_at(from);
    for (const FeaturePtr& path : facts.of(Role::path)) {
        const std::string kind = own_text(*path, "kind");
        ways_.push_back({path, number_of(Role::path, *path, "width_m").value / 2,
                         kind == "road" || kind == "service" ? off_road_m : off_path_m});
    }
    taken_ = facts.of(Role::planting);
    for (const FeaturePtr& place : facts.of(Role::activity))
        if (!(place->id == stay.id)) taken_.push_back(place);
    for (const Role role : {Role::zone, Role::underlay})
        for (const auto& [layer, thing] : facts.site().features(role))
            if (present(*thing, facts.scene().time().phase) && is_water(*layer, *thing))
                taken_.push_back(thing);
    for (const FeaturePtr& barrier : facts.of(Role::barrier))
        if (barrier->geometry.kind != GeometryKind::point) barriers_.push_back(barrier);
}

bool FreeGround::takes(const Geometry& there) const {
    const std::vector<Point> outline = outline_of(there);
    const auto suits = [&](Point p) {
        return facts_.study().contains(p) && !facts_.built_at(p) && owned_alike(p);
    };
    return std::all_of(outline.begin(), outline.end(), suits) && beside_a_way(there, outline) &&
           clear_of_things(there, outline);
}

bool FreeGround::owned_alike(Point p) const {
    return facts_.zones().public_at(p) == public_ && (public_ || facts_.zones().at(p) == zone_);
}

bool FreeGround::beside_a_way(const Geometry& there, std::span<const Point> outline) const {
    const Box box = there.box();
    bool beside = false;
    for (const Way& way : ways_) {
        if (!way.path->geometry.box().grown(way.half_m + way.off_m + beside_m).intersects(box)) continue;
        const double edge_m = least_distance(way.path->geometry, outline) - way.half_m;
        if (edge_m < way.off_m || within(there, way.path->geometry)) return false;
        beside = beside || edge_m <= way.off_m + beside_m;
    }
    return beside;
}

bool FreeGround::clear_of_things(const Geometry& there, std::span<const Point> outline) const {
    const Box box = there.box().grown(apart_m);
    const auto in_the_way = [&](const FeaturePtr& thing) {
        return thing->geometry.box().intersects(box) &&
               (least_distance(thing->geometry, outline) < apart_m || within(there, thing->geometry));
    };
    if (std::any_of(taken_.begin(), taken_.end(), in_the_way) ||
        std::any_of(barriers_.begin(), barriers_.end(), in_the_way))
        return false;
    // A building smaller than the place.
    return std::none_of(facts_.of(Role::building).begin(), facts_.of(Role::building).end(),
                        [&](const FeaturePtr& building) {
                            return building->geometry.box().intersects(box) &&
                                   number_of(Role::building, *building, "base_m").value <= 0 &&
                                   within(there, building->geometry);
                        });
}

} // namespace prospect::assessment
