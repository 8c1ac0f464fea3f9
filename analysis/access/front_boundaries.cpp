#include "analysis/access/front_boundaries.h"

#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/line_stations.h"

#include <cmath>
#include <set>

namespace prospect::access {

using scene::AttributeReader;

bool is_boundary(const Feature& barrier) {
    static const std::set<std::string> kinds{"wall", "fence", "hedge", "railing", ""};
    return barrier.geometry.kind != GeometryKind::point &&
           kinds.contains(AttributeReader::own_text(barrier, "kind"));
}

std::vector<MainEntrance> main_entrances(const scene::Facades& facades, std::span<const FeaturePtr> openings,
                                         const Box* within) {
    std::vector<MainEntrance> found;
    for (const FeaturePtr& opening : openings) {
        if (within != nullptr && !within->intersects(opening->geometry.box())) continue;
        if (AttributeReader::own_text(*opening, "kind") != "door" ||
            AttributeReader::own_text(*opening, "main") != "1")
            continue;
        if (const auto facade = facades.at(label_point(opening->geometry)))
            found.push_back({opening, facade->building, facade->foot, facade->outward});
    }
    return found;
}

double front_length(const Geometry& barrier, const MainEntrance& entrance, const FrontReach& reach,
                    const scene::Zones* zones) {
    constexpr double step_m = 0.25;
    constexpr double across = 0.87; // within 30 degrees of the facade's direction
    const Point along{-entrance.outward.y, entrance.outward.x};
    double found = 0;
    for (const scene::Station& station : scene::stations(barrier, step_m)) {
        const Point from = station.at - entrance.at;
        const double depth = dot(from, entrance.outward);
        if (depth > step_m && depth <= reach.depth_m && std::abs(dot(from, along)) <= reach.half_width_m &&
            std::abs(dot(station.direction, along)) >= across &&
            (zones == nullptr || (zones->private_at(station.at - entrance.outward * beside_m) &&
                                  !zones->private_at(station.at + entrance.outward * beside_m))))
            found += step_m;
    }
    return found;
}

std::map<Uuid, std::vector<MainEntrance>> front_boundaries(std::span<const FeaturePtr> barriers,
                                                           std::span<const MainEntrance> entrances,
                                                           const FrontReach& reach) {
    std::map<Uuid, std::vector<MainEntrance>> doors;
    std::vector<Box> boxes;
    boxes.reserve(barriers.size());
    for (const FeaturePtr& barrier : barriers)
        boxes.push_back(barrier->geometry.box());
    const SpatialIndex index(boxes);
    for (const MainEntrance& entrance : entrances) {
        const Point middle = entrance.at + entrance.outward * (reach.depth_m / 2);
        const Box window =
            Box{middle.x, middle.y, middle.x, middle.y}.grown(reach.depth_m / 2 + reach.half_width_m);
        for (const std::uint32_t i : index.query(window))
            if (is_boundary(*barriers[i]) &&
                front_length(barriers[i]->geometry, entrance, reach) >= least_front_m)
                doors[barriers[i]->id].push_back(entrance);
    }
    return doors;
}

} // namespace prospect::access
