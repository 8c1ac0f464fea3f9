#include "analysis/scene/transmission.h"

#include "geometry/base/edges.h"

#include <algorithm>
#include <cmath>

namespace prospect::scene {

namespace {

Point plan(Point3 p) {
    return {p.x, p.y};
}

Point3 along(Point3 a, Point3 b, double share) {
    return {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y), a.z + share * (b.z - a.z)};
}

Box box_of(Point3 eye, std::span<const Point3> targets) {
    Box box;
    box.add(plan(eye));
    for (const Point3& target : targets)
        box.add(plan(target));
    return box;
}

} // namespace

bool crosses_crown(Point3 centre, double radius_m, double half_height_m, Point3 a, Point3 b) {
    // In the coordinates in which it is the unit ball.
    const double px = (a.x - centre.x) / radius_m;
    const double py = (a.y - centre.y) / radius_m;
    const double pz = (a.z - centre.z) / half_height_m;
    const double dx = (b.x - a.x) / radius_m;
    const double dy = (b.y - a.y) / radius_m;
    const double dz = (b.z - a.z) / half_height_m;
    const double dd = dx * dx + dy * dy + dz * dz;
    const double t = dd > 0 ? std::clamp(-(px * dx + py * dy + pz * dz) / dd, 0.0, 1.0) : 0.0;
    const double x = px + t * dx;
    const double y = py + t * dy;
    const double z = pz + t * dz;
    return x * x + y * y + z * z < 1;
}

Transmission::Transmission(const Scene& scene, std::shared_ptr<const Space> opaque)
    : opaque_(std::move(opaque)) {
    std::vector<Box> boxes;
    for (const Obstacle& obstacle : scene.obstacles()) {
        if (obstacle.opacity >= opaque_opacity || obstacle.opacity <= 0 || obstacle.geometry.empty() ||
            obstacle.top_m <= obstacle.base_m)
            continue;
        Thing thing;
        thing.feature = obstacle.feature;
        thing.opacity = obstacle.opacity;
        thing.base_m = obstacle.base_m;
        thing.top_m = obstacle.top_m;
        if (obstacle.geometry.kind == GeometryKind::polygon)
            thing.area = obstacle.geometry;
        else
            for_each_edge(obstacle.geometry,
                          [&](VertexPlace, const Segment& edge) { thing.walls.push_back(edge); });
        things_.push_back(std::move(thing));
        boxes.push_back(obstacle.geometry.box());
    }
    for (const Crown& crown : scene.crowns()) {
        if (crown.opacity >= opaque_opacity || crown.opacity <= 0) continue;
        Thing thing;
        thing.feature = crown.feature;
        thing.opacity = crown.opacity;
        thing.radius_m = crown.radius_m;
        thing.half_height_m = (crown.top_m - crown.base_m) / 2;
        thing.centre = {crown.center.x, crown.center.y,
                        opaque_->ground_at(crown.center) + crown.base_m + thing.half_height_m};
        things_.push_back(std::move(thing));
        boxes.push_back(
            Box{crown.center.x, crown.center.y, crown.center.x, crown.center.y}.grown(crown.radius_m));
    }
    index_ = SpatialIndex(boxes);
}

double Transmission::above_ground(Point3 eye, Point3 target, double share) const {
    const Point3 at = along(eye, target, share);
    return at.z - opaque_->ground_at(plan(at));
}

int Transmission::wall_crossings(const Thing& thing, Point3 eye, Point3 target) const {
    const Point start = plan(eye);
    const Point d = plan(target) - start;
    int found = 0;
    for (const Segment& wall : thing.walls) {
        const Point e = wall.b - wall.a;
        const double turn = cross(d, e);
        if (turn == 0) continue;
        const double along_line = cross(wall.a - start, e) / turn;
        const double along_wall = cross(wall.a - start, d) / turn;
        // A corner belongs to the edge that begins there: it is crossed once.
        if (along_line <= 0 || along_line >= 1 || along_wall < 0 || along_wall >= 1) continue;
        const double height = above_ground(eye, target, along_line);
        found += thing.base_m <= height && height < thing.top_m ? 1 : 0;
    }
    return found;
}

bool Transmission::crosses_area(const Thing& thing, Point3 eye, Point3 target) const {
    constexpr double touch_m = 1e-6; // a corner that is only touched lets sight by
    const Point start = plan(eye);
    const Point d = plan(target) - start;
    const double run = length(d);
    std::vector<double> at{0, 1};
    for_each_edge(thing.area, [&](VertexPlace, const Segment& edge) {
        const Point e = edge.b - edge.a;
        const double turn = cross(d, e);
        if (turn == 0) return;
        const double t = cross(edge.a - start, e) / turn;
        const double u = cross(edge.a - start, d) / turn;
        if (t > 0 && t < 1 && u >= 0 && u <= 1) at.push_back(t);
    });
    std::sort(at.begin(), at.end());
    for (std::size_t i = 1; i < at.size(); ++i) {
        if ((at[i] - at[i - 1]) * run <= touch_m) continue;
        const double h0 = above_ground(eye, target, at[i - 1]);
        const double h1 = above_ground(eye, target, at[i]);
        if (std::min(h0, h1) < thing.top_m && std::max(h0, h1) >= thing.base_m &&
            contains(thing.area, plan(along(eye, target, (at[i - 1] + at[i]) / 2))))
            return true;
    }
    return false;
}

int Transmission::crossings(const Thing& thing, Point3 eye, Point3 target) const {
    if (thing.radius_m > 0)
        return crosses_crown(thing.centre, thing.radius_m, thing.half_height_m, eye, target) ? 1 : 0;
    if (!thing.walls.empty()) return wall_crossings(thing, eye, target);
    return crosses_area(thing, eye, target) ? 1 : 0;
}

void Transmission::from(Point3 eye, std::span<const Point3> targets, std::span<Sight> seen) const {
    std::vector<std::uint8_t> hidden(targets.size());
    opaque_->rays().blocked_from(eye, targets, hidden);
    for (std::size_t i = 0; i < targets.size(); ++i)
        seen[i] = hidden[i] != 0 ? Sight{0, false} : Sight{};
    for (const std::uint32_t t : index_.query(box_of(eye, targets))) {
        const Thing& thing = things_[t];
        for (std::size_t i = 0; i < targets.size(); ++i) {
            if (hidden[i] != 0) continue;
            const int times = crossings(thing, eye, targets[i]);
            if (times == 0) continue;
            for (int time = 0; time < times; ++time)
                seen[i].share *= 1 - thing.opacity;
            seen[i].clear = seen[i].clear && thing.opacity < blocking_opacity;
        }
    }
}

std::vector<Transmission::InTheWay> Transmission::between(Point3 eye, Point3 target) const {
    std::vector<InTheWay> found;
    for (const std::uint32_t t : index_.query(box_of(eye, std::span(&target, 1)))) {
        const InTheWay met{things_[t].feature, things_[t].opacity};
        if (crossings(things_[t], eye, target) > 0 &&
            std::find(found.begin(), found.end(), met) == found.end())
            found.push_back(met);
    }
    if (const auto hit = opaque_->rays().first_hit({eye, target}))
        found.push_back({opaque_->feature_of(hit->thing), opaque_opacity});
    return found;
}

} // namespace prospect::scene
