#include "analysis/suggest/walls.h"

#include "geometry/base/edges.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace prospect::suggest {

namespace {

constexpr double against_m = 0.5;      // a wall that has a building so near before it is none
constexpr double least_ahead = 0.34;   // cosine of 70°
constexpr double looked_every_m = 0.5; // between a wall and ground, for buildings
constexpr double least_bend = 0.7;     // cosine: of a corner

using assessment::Facts;

bool counts(const Facts& facts, const Feature& building) {
    return facts.study().contains(label_point(building.geometry)) &&
           assessment::number_of(Role::building, building, "base_m").value <= 0;
}

std::optional<Point> outward_at(const Facts& facts, const Feature& building, const Segment& edge) {
    const Point middle = (edge.a + edge.b) * 0.5;
    const auto facade = facts.facade_at(middle);
    if (!facade || !(facade->building == building.id) || facts.built_at(middle + facade->outward * against_m))
        return std::nullopt;
    return facade->outward;
}

void add_corner(const Facts& facts, const FeaturePtr& building, Point at, Point one, Point other,
                std::vector<WallPlace>& places) {
    if (dot(one, other) > least_bend || length(one + other) < 1e-6) return;
    const Point outward = (one + other) * (1 / length(one + other));
    if (facts.built_at(at + outward * against_m) || !facts.built_at(at - outward * against_m)) return;
    places.push_back({building, at, outward, true});
}

struct Wall {
    Segment edge;
    std::size_t ring = 0;
    std::optional<Point> outward;
};

void add_walls(const Facts& facts, const FeaturePtr& building, double spacing_m, double least_m,
               Corners corners, std::vector<WallPlace>& places) {
    std::vector<Wall> walls;
    for_each_edge(building->geometry, [&](VertexPlace place, const Segment& edge) {
        if (distance(edge.a, edge.b) > 0)
            walls.push_back({edge, place.ring, outward_at(facts, *building, edge)});
    });
    for (const auto& [edge, ring, outward] : walls) {
        const double size = distance(edge.a, edge.b);
        if (!outward || size < least_m) continue;
        const double count = std::max(1.0, std::floor(size / spacing_m));
        for (double i = 0; i < count; ++i)
            places.push_back({building, edge.a + (edge.b - edge.a) * ((i + 0.5) / count), *outward});
    }
    if (corners == Corners::left_out) return;
    for (std::size_t i = 0; i < walls.size(); ++i) {
        const Wall& next = walls[i + 1 < walls.size() && walls[i + 1].ring == walls[i].ring ? i + 1 : 0];
        if (next.ring == walls[i].ring && walls[i].outward && next.outward && walls[i].edge.b == next.edge.a)
            add_corner(facts, building, next.edge.a, *walls[i].outward, *next.outward, places);
    }
}

bool built_between(const Facts& facts, Point from, Point to) {
    const auto steps = static_cast<int>(std::floor(distance(from, to) / looked_every_m));
    for (int i = 1; i <= steps; ++i)
        if (facts.built_at(from + (to - from) * (i * looked_every_m / distance(from, to)))) return true;
    return false;
}

} // namespace

std::vector<WallPlace> wall_places(const Facts& facts, double spacing_m, double least_m, Corners corners) {
    std::vector<WallPlace> places;
    for (const FeaturePtr& building : facts.of(Role::building))
        if (counts(facts, *building)) add_walls(facts, building, spacing_m, least_m, corners, places);
    return places;
}

GroundBefore::GroundBefore(const Facts& facts, const Ground& ground) : facts_(facts), ground_(ground) {
    std::vector<Box> boxes;
    for (const Place& place : ground.places)
        boxes.push_back({place.at.x, place.at.y, place.at.x, place.at.y});
    index_ = SpatialIndex(boxes);
}

template <class Wanted>
const Place* GroundBefore::nearest(Point p, double within_m, Wanted wanted) const {
    std::vector<std::pair<double, std::uint32_t>> near_by;
    for (const std::uint32_t i : index_.query(Box{p.x, p.y, p.x, p.y}.grown(within_m)))
        if (const double away = distance(ground_.places[i].at, p); away <= within_m)
            near_by.emplace_back(away, i);
    std::sort(near_by.begin(), near_by.end());
    for (const auto& [away, i] : near_by)
        if (wanted(ground_.places[i])) return &ground_.places[i];
    return nullptr;
}

const Place* GroundBefore::before(const WallPlace& wall, double within_m) const {
    return nearest(wall.at, within_m, [&](const Place& place) {
        const Point to = place.at - wall.at;
        return dot(to, wall.outward) >= least_ahead * length(to) &&
               !built_between(facts_, wall.at + wall.outward * looked_every_m, place.at);
    });
}

const Place* GroundBefore::near(Point p, double within_m) const {
    return nearest(p, within_m, [](const Place&) { return true; });
}

double azimuth_of(Point direction) {
    const double degrees = std::atan2(direction.x, direction.y) * 180 / std::numbers::pi;
    return degrees < 0 ? degrees + 360 : degrees;
}

SiteEdit adding(const Site& site, Role role, const std::string& title, std::vector<FeaturePtr> features) {
    SiteEdit edit{title, {}};
    const auto layer = std::find_if(site.layers.begin(), site.layers.end(),
                                    [&](const LayerPtr& one) { return one->role == role; });
    Uuid id;
    if (layer != site.layers.end()) {
        id = (*layer)->id;
    } else {
        auto made = std::make_shared<Layer>();
        made->id = id = Uuid::from_name("suggested layer of role " + std::string(name_of(role)));
        made->name = "Suggested " + scene::plural_in_text(role);
        made->role = role;
        edit.steps.emplace_back(AddLayer{std::move(made)});
    }
    edit.steps.emplace_back(AddFeatures{.layer = id, .features = std::move(features)});
    return edit;
}

} // namespace prospect::suggest
