#include "analysis/assessment/watchers.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace prospect::assessment {

namespace {

// Eyes of somebody who stands: 1.6 m above a floor with sills at 0.9 m.
constexpr double eye_above_sill_m = 0.7;
// In front of the wall by more than walls are rounded and drawn askew.
constexpr double before_wall_m = 0.05;
// How well a sill is known that only follows from the storey.
constexpr double sill_doubt_m = 1.0;

std::optional<Point> own_direction(const Feature& window) {
    const Attribute* azimuth = window.find("azimuth_deg");
    const auto degrees = azimuth ? as_number(azimuth->value) : std::nullopt;
    if (!degrees) return std::nullopt;
    const double angle = *degrees * std::numbers::pi / 180;
    return Point{std::sin(angle), std::cos(angle)};
}

Watcher watcher_of(const Facts& facts, const Feature& window) {
    Watcher watcher{.window = window.id, .basis = window.basis};
    const Reading sill = number_of(Role::opening, window, "sill_m");
    const Reading head = number_of(Role::opening, window, "head_m");
    Point at = label_point(window.geometry);
    watcher.outward = own_direction(window);
    if (const auto facade = facts.facade_at(at)) {
        watcher.building = facade->building;
        at = facade->foot + facade->outward * before_wall_m;
        if (!watcher.outward) watcher.outward = facade->outward;
    }
    const double eye_m = sill.value + eye_above_sill_m;
    watcher.eye = {at.x, at.y, head.value > sill.value ? std::min(eye_m, head.value) : eye_m};
    watcher.sill_defaulted = sill.defaulted;
    return watcher;
}

Point3 raised(Point3 p, double by_m) {
    p.z = std::max(0.0, p.z + by_m);
    return p;
}

} // namespace

Watchers::Watchers(const Facts& facts) : lines_(facts.scene()) {
    std::vector<Box> boxes;
    for (const FeaturePtr& window : facts.of(Role::opening)) {
        if (own_text(*window, "kind") != "window" || own_text(*window, "glazing") == "obscured") continue;
        watchers_.push_back(watcher_of(facts, *window));
        const Point3& eye = watchers_.back().eye;
        boxes.push_back({eye.x, eye.y, eye.x, eye.y});
    }
    index_ = SpatialIndex(boxes);
    for (const Role role : {Role::building, Role::barrier, Role::planting, Role::tree})
        for (const FeaturePtr& thing : facts.of(role)) {
            const Reading height = number_of(role, *thing, "height_m");
            if (height.defaulted || !firm(height.basis)) guessed_.insert(thing->id);
        }
}

Watched Watchers::on(const Point3& spot, double reach_m, const Uuid& except) const {
    Watched watched;
    const Point place{spot.x, spot.y};
    for (const std::uint32_t i : index_.query(Box{spot.x, spot.y, spot.x, spot.y}.grown(reach_m))) {
        const Watcher& watcher = watchers_[i];
        const Point to = place - Point{watcher.eye.x, watcher.eye.y};
        if (length(to) > reach_m || (watcher.outward && dot(to, *watcher.outward) <= 0)) continue;
        if (!except.is_nil() && watcher.building == except) continue;
        watched.basis = weaker(watched.basis, watcher.basis);
        if (lines_.clear(watcher.eye, spot)) {
            watched.by.push_back(i);
            continue;
        }
        watched.blocked.push_back(i);
        if (!watched.uncertain) watched.uncertain = only_guessed_between(watcher.eye, spot);
        if (watcher.sill_defaulted && !watched.uncertain)
            watched.uncertain = lines_.clear(raised(watcher.eye, sill_doubt_m), spot) ||
                                lines_.clear(raised(watcher.eye, -sill_doubt_m), spot);
    }
    return watched;
}

bool Watchers::only_guessed_between(const Point3& a, const Point3& b) const {
    if (guessed_.empty()) return false;
    const std::vector<Uuid> between = lines_.blockers(a, b);
    return !between.empty() &&
           std::all_of(between.begin(), between.end(), [&](const Uuid& id) { return guessed_.contains(id); });
}

std::vector<Uuid> Watchers::in_the_way(std::size_t watcher, const Point3& spot) const {
    return lines_.blockers(watchers_[watcher].eye, spot);
}

} // namespace prospect::assessment
