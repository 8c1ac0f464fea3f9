#include "analysis/assessment/camera_tasks.h"

#include "analysis/assessment/facts.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace prospect::assessment {

namespace {

using sightlines::PlacedCamera;

constexpr double degree = std::numbers::pi / 180;

TargetPlace placed(const scene::Space& space, const FeaturePtr& target) {
    constexpr double step_m = 0.05;
    constexpr int directions = 16;
    const Point drawn = label_point(target->geometry);
    const double height_m = number_of(Role::target, *target, "height_m").value;
    TargetPlace made{.target = target,
                     .drawn = drawn,
                     .at = {drawn.x, drawn.y, space.ground_at(drawn) + height_m},
                     .floor_m = {}};
    for (int step = 0; step * step_m < sightlines::most_moved_m + step_m / 2; ++step)
        for (int i = 0; i < (step == 0 ? 1 : directions); ++i) {
            const double angle = 2 * std::numbers::pi * i / directions;
            const Point p = drawn + Point{std::cos(angle), std::sin(angle)} * (step * step_m);
            const double ground_m = space.ground_at(p);
            const Point3 at{p.x, p.y, ground_m + height_m};
            const auto around = space.around(at, ground_m);
            if (around.inside) continue;
            made.at = {around.clear.x, around.clear.y, at.z};
            if (around.at_wall) made.floor_m = around.floor_m.value_or(ground_m);
            made.moved_m = step * step_m;
            return made;
        }
    return made;
}

// How a camera has a target in its picture.
struct Look {
    std::size_t camera = 0;
    Task task;
    bool behind_building = false;
    double pixels = 0; // 0 when hidden
};

std::vector<Look> looks_at(const Facts& facts, const scene::Space& space, const TargetPlace& target,
                           std::vector<AskedCamera>& cameras) {
    std::vector<Look> looks;
    for (std::size_t c = 0; c < cameras.size(); ++c) {
        const PlacedCamera& camera = *cameras[c].camera;
        const Point3 at = target.seen_from(space, camera.eye);
        if (!camera.has_in_frame(at)) continue;
        cameras[c].framed.push_back(at);
        Look look{.camera = c, .task = {.target = target.target, .at = at, .hiders = {}}};
        look.task.slant_m = camera.slant_m(at);
        if (const auto hit = space.rays().first_hit({camera.eye, at})) {
            look.task.hidden = true;
            const Uuid thing = space.feature_of(hit->thing);
            if (const Layer* layer = facts.site().layer_of(thing)) {
                look.task.hiders.push_back(thing);
                look.behind_building = layer->role == Role::building;
            }
        }
        look.pixels = look.task.pixels(camera);
        looks.push_back(std::move(look));
    }
    return looks;
}

// Whether another camera takes the target off this one.
bool excused(const Look& look, const std::vector<Look>& looks, const std::vector<AskedCamera>& cameras) {
    const double asked = cameras[look.camera].detail.pixels_per_m;
    return std::any_of(looks.begin(), looks.end(), [&](const Look& other) {
        if (other.camera == look.camera || other.task.hidden) return false;
        if (look.behind_building) return true;
        const double asked_of_other = cameras[other.camera].detail.pixels_per_m;
        if (asked_of_other < asked) return false;
        const bool first = asked_of_other > asked || other.camera < look.camera;
        return other.pixels > look.pixels || (other.pixels == look.pixels && first);
    });
}

// The place at the end of the range in that direction, for something as high.
Point3 end_of_range(const scene::Space& space, const PlacedCamera& camera, double azimuth_deg,
                    double height_m) {
    const Point ahead{std::sin(azimuth_deg * degree), std::cos(azimuth_deg * degree)};
    const Point eye{camera.eye.x, camera.eye.y};
    Point end = eye + ahead * camera.range_m;
    const double top_m = space.ground_at(end) + height_m;
    const double down_m = camera.eye.z - top_m;
    end = eye + ahead * std::sqrt(std::max(0.0, camera.range_m * camera.range_m - down_m * down_m));
    return {end.x, end.y, top_m};
}

} // namespace

Point3 TargetPlace::seen_from(const scene::Space& space, Point3 eye) const {
    if (!floor_m) return at;
    const Point clear = space.clear_towards(at, *floor_m, {eye.x, eye.y});
    return {clear.x, clear.y, at.z};
}

std::vector<TargetPlace> target_places(const Facts& facts, const scene::Space& space) {
    std::vector<TargetPlace> places;
    for (const FeaturePtr& target : facts.of(Role::target))
        places.push_back(placed(space, target));
    return places;
}

std::vector<const TargetPlace*> share_out(const Facts& facts, const scene::Space& space,
                                          const std::vector<TargetPlace>& targets,
                                          std::vector<AskedCamera>& cameras) {
    std::vector<const TargetPlace*> unseen;
    for (const TargetPlace& target : targets) {
        std::vector<Look> looks = looks_at(facts, space, target, cameras);
        if (looks.empty()) {
            unseen.push_back(&target);
            continue;
        }
        if (std::all_of(looks.begin(), looks.end(), [](const Look& look) { return look.task.hidden; })) {
            const auto largest =
                std::max_element(looks.begin(), looks.end(), [&](const Look& a, const Look& b) {
                    return sightlines::pixels_per_m(cameras[a.camera].camera->lens, a.task.slant_m) <
                           sightlines::pixels_per_m(cameras[b.camera].camera->lens, b.task.slant_m);
                });
            cameras[largest->camera].tasks.push_back(std::move(largest->task));
            continue;
        }
        for (const Look& look : looks)
            if (!excused(look, looks, cameras)) cameras[look.camera].tasks.push_back(look.task);
    }
    return unseen;
}

Task person_at_range(const Facts& facts, const scene::Space& space, const PlacedCamera& camera,
                     double height_m) {
    constexpr int directions = 15; // an odd number: one is the middle of the picture
    PlacedCamera endless = camera; // what is at the end of the range is in it, however it is rounded
    endless.range_m = 0;
    const double width_deg = camera.azimuth_deg ? camera.lens.hfov_deg : 360;
    Task task{.target = nullptr, .at = {}, .slant_m = camera.range_m, .hiders = {}};
    for (int i = 0; i < directions; ++i) {
        const double off_deg = width_deg * ((i + 0.5) / directions - 0.5);
        const Point3 at = end_of_range(space, camera, camera.azimuth_deg.value_or(0) + off_deg, height_m);
        if (i == directions / 2) task.at = at;
        if (!endless.has_in_frame(at)) continue;
        ++task.directions;
        const auto hit = space.rays().first_hit({camera.eye, at});
        if (!hit) {
            ++task.clear;
        } else if (const Uuid thing = space.feature_of(hit->thing); facts.site().layer_of(thing)) {
            task.hiders.push_back(thing);
        }
    }
    task.in_picture = task.directions > 0;
    task.hidden = task.in_picture && task.clear == 0;
    if (!task.hidden) task.hiders.clear();
    return task;
}

} // namespace prospect::assessment
