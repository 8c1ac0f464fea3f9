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

namespace {

// An eye in the coordinates in which the crown is the unit ball about the origin.
class EyeOfBall {
public:
    EyeOfBall(Point3 centre, double radius_m, double half_height_m, Point3 eye)
        : eye_(eye), across_(1 / radius_m), up_(1 / half_height_m), x_((eye.x - centre.x) * across_),
          y_((eye.y - centre.y) * across_), z_((eye.z - centre.z) * up_),
          outside_(x_ * x_ + y_ * y_ + z_ * z_ - 1) {}

    // Whether the line meets the inside of the ball.
    bool crosses(Point3 target) const {
        const Line line = to(target);
        if (line.pd >= 0) return outside_ < 0; // it leads away from the middle
        if (-line.pd < line.dd) return outside_ * line.dd < line.pd * line.pd;
        return outside_ + 2 * line.pd + line.dd < 0; // it ends before it is nearest
    }

    // Where it first does, as a share of its length.
    std::optional<double> entry(Point3 target) const {
        if (!crosses(target)) return std::nullopt;
        const Line line = to(target);
        if (outside_ <= 0 || line.dd <= 0) return 0.0;
        const double root = std::sqrt(std::max(0.0, line.pd * line.pd - line.dd * outside_));
        return std::clamp((-line.pd - root) / line.dd, 0.0, 1.0);
    }

private:
    struct Line {
        double dd; // of its direction
        double pd; // of that and where it begins
    };
    Line to(Point3 target) const {
        const double dx = (target.x - eye_.x) * across_;
        const double dy = (target.y - eye_.y) * across_;
        const double dz = (target.z - eye_.z) * up_;
        return {dx * dx + dy * dy + dz * dz, x_ * dx + y_ * dy + z_ * dz};
    }

    Point3 eye_;
    double across_;
    double up_;
    double x_;
    double y_;
    double z_;
    double outside_; // how far beyond its surface, of squares
};

} // namespace

bool crosses_crown(Point3 centre, double radius_m, double half_height_m, Point3 a, Point3 b) {
    return EyeOfBall(centre, radius_m, half_height_m, a).crosses(b);
}

std::optional<double> crown_entry(Point3 centre, double radius_m, double half_height_m, Point3 a, Point3 b) {
    return EyeOfBall(centre, radius_m, half_height_m, a).entry(b);
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

template <class Visit>
void Transmission::for_wall_crossings(const Thing& thing, Point3 eye, Point3 target, Visit visit) const {
    const Point start = plan(eye);
    const Point d = plan(target) - start;
    for (const Segment& wall : thing.walls) {
        const Point e = wall.b - wall.a;
        const double turn = cross(d, e);
        if (turn == 0) continue;
        const double along_line = cross(wall.a - start, e) / turn;
        const double along_wall = cross(wall.a - start, d) / turn;
        // A corner belongs to the edge that begins there: it is crossed once.
        if (along_line <= 0 || along_line >= 1 || along_wall < 0 || along_wall >= 1) continue;
        const double height = above_ground(eye, target, along_line);
        if (thing.base_m <= height && height < thing.top_m) visit(along_line);
    }
}

std::optional<double> Transmission::area_entry(const Thing& thing, Point3 eye, Point3 target) const {
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
        if (std::min(h0, h1) >= thing.top_m || std::max(h0, h1) < thing.base_m ||
            !contains(thing.area, plan(along(eye, target, (at[i - 1] + at[i]) / 2))))
            continue;
        // Through its side, else from above or below.
        const double side = std::clamp(h0, thing.base_m, thing.top_m);
        return side == h0 ? at[i - 1] : at[i - 1] + (at[i] - at[i - 1]) * (side - h0) / (h1 - h0);
    }
    return std::nullopt;
}

int Transmission::crossings(const Thing& thing, Point3 eye, Point3 target) const {
    if (thing.walls.empty()) return area_entry(thing, eye, target) ? 1 : 0;
    int found = 0;
    for_wall_crossings(thing, eye, target, [&found](double) { ++found; });
    return found;
}

std::optional<double> Transmission::first_crossing(const Thing& thing, Point3 eye, Point3 target) const {
    if (thing.radius_m > 0)
        return crown_entry(thing.centre, thing.radius_m, thing.half_height_m, eye, target);
    if (thing.walls.empty()) return area_entry(thing, eye, target);
    std::optional<double> first;
    for_wall_crossings(thing, eye, target,
                       [&first](double share) { first = std::min(share, first.value_or(share)); });
    return first;
}

template <class Visit>
void Transmission::for_crossings(Point3 eye, std::span<const Point3> targets,
                                 std::span<const std::uint8_t> hidden, Visit visit) const {
    if (things_.empty()) return;
    for (const std::uint32_t t : index_.query(box_of(eye, targets))) {
        const Thing& thing = things_[t];
        if (thing.radius_m > 0) {
            const EyeOfBall from(thing.centre, thing.radius_m, thing.half_height_m, eye);
            for (std::size_t i = 0; i < targets.size(); ++i)
                if (hidden[i] == 0 && from.crosses(targets[i])) visit(i, 1, thing);
            continue;
        }
        for (std::size_t i = 0; i < targets.size(); ++i)
            if (hidden[i] == 0)
                if (const int times = crossings(thing, eye, targets[i]); times > 0) visit(i, times, thing);
    }
}

void Transmission::from(Point3 eye, std::span<const Point3> targets, std::span<Sight> seen) const {
    std::vector<std::uint8_t> hidden(targets.size());
    opaque_->rays().blocked_from(eye, targets, hidden);
    for (std::size_t i = 0; i < targets.size(); ++i)
        seen[i] = hidden[i] != 0 ? Sight{0, false} : Sight{};
    for_crossings(eye, targets, hidden, [&](std::size_t i, int times, const Thing& thing) {
        for (int time = 0; time < times; ++time)
            seen[i].share *= 1 - thing.opacity;
        seen[i].clear = seen[i].clear && thing.opacity < blocking_opacity;
    });
}

// What opaque things hide.
void Transmission::hide(Point3 eye, std::span<const Point3> targets, const PlanShadow* plan,
                        std::span<std::uint8_t> hidden) const {
    if (!plan) {
        opaque_->rays().blocked_from(eye, targets, hidden);
        return;
    }
    std::vector<Reach> reach(targets.size());
    plan->reach(targets, reach);
    std::vector<std::size_t> unknown;
    std::vector<Point3> ends;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        hidden[i] = reach[i] == Reach::hidden ? 1 : 0;
        if (reach[i] != Reach::unknown) continue;
        unknown.push_back(i);
        ends.push_back(targets[i]);
    }
    std::vector<std::uint8_t> found(unknown.size());
    opaque_->rays().blocked_from(eye, ends, found);
    for (std::size_t i = 0; i < unknown.size(); ++i)
        hidden[unknown[i]] = found[i];
}

void Transmission::shares_from(Point3 eye, std::span<const Point3> targets, std::span<float> shares,
                               const PlanShadow* plan) const {
    std::vector<std::uint8_t> hidden(targets.size());
    hide(eye, targets, plan, hidden);
    for (std::size_t i = 0; i < targets.size(); ++i)
        shares[i] = hidden[i] != 0 ? 0.0F : 1.0F;
    for_crossings(eye, targets, hidden, [&](std::size_t i, int times, const Thing& thing) {
        for (int time = 0; time < times; ++time)
            shares[i] *= static_cast<float>(1 - thing.opacity);
    });
}

std::optional<Transmission::InTheWay> Transmission::first_blocking(Point3 eye, Point3 target) const {
    const double line_m = std::hypot(target.x - eye.x, target.y - eye.y, target.z - eye.z);
    std::optional<InTheWay> first;
    if (const auto hit = opaque_->rays().first_hit({eye, target}))
        first = InTheWay{opaque_->feature_of(hit->thing), hit->at_m};
    for (const std::uint32_t t : index_.query(box_of(eye, std::span(&target, 1)))) {
        if (things_[t].opacity < blocking_opacity) continue;
        const auto share = first_crossing(things_[t], eye, target);
        if (share && (!first || *share * line_m < first->at_m))
            first = InTheWay{things_[t].feature, *share * line_m};
    }
    return first;
}

} // namespace prospect::scene
