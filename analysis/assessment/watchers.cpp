#include "analysis/assessment/watchers.h"

#include "analysis/sightlines/guardianship.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
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

Watcher watcher_of(const Facts& facts, const FeaturePtr& feature) {
    const Feature& window = *feature;
    Watcher watcher{.window = feature};
    const Reading sill = number_of(Role::opening, window, "sill_m");
    const Reading head = number_of(Role::opening, window, "head_m");
    Point at = label_point(window.geometry);
    watcher.outward = own_direction(window);
    if (const auto facade = facts.facade_at(at)) {
        watcher.building = facade->building;
        at = facade->foot + facade->outward * before_wall_m;
        // What is said to face into its building faces out of it, as for guardians (sightlines/guardians).
        constexpr double inward_cosine = -0.1;
        if (!watcher.outward || dot(*watcher.outward, facade->outward) < inward_cosine)
            watcher.outward = facade->outward;
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

Watchers::Watchers(const Facts& facts, const Box* within)
    : values_only_(within != nullptr), lines_(facts.scene()) {
    std::vector<Box> boxes;
    for (const FeaturePtr& window : facts.of(Role::opening)) {
        if (own_text(*window, "kind") != "window" || own_text(*window, "glazing") == "obscured") continue;
        if (within && !within->contains(label_point(window->geometry))) continue;
        const Watcher watcher = watcher_of(facts, window);
        // Assumed in the wall of a building that is not there, as an option may have it, it is none.
        if (watcher.building.is_nil() && window->find("kind")->basis == Basis::assumed) continue;
        watchers_.push_back(watcher);
        const Point3& eye = watchers_.back().eye;
        boxes.push_back({eye.x, eye.y, eye.x, eye.y});
    }
    index_ = SpatialIndex(boxes);
    if (values_only_) return;
    for (const Role role : {Role::building, Role::barrier, Role::planting, Role::tree})
        for (const FeaturePtr& thing : facts.of(role)) {
            Grounds grounds;
            if (!firm(grounds.blocker(role, *thing).basis()))
                guessed_.emplace(thing->id, std::pair(role, thing));
        }
}

Watched Watchers::on(const Point3& spot, double reach_m, const Uuid& except) const {
    Watched watched;
    const Point place{spot.x, spot.y};
    const auto other_sill_decides = [&](const Watcher& watcher, bool clear) {
        return watcher.sill_defaulted && !values_only_ &&
               (lines_.clear(raised(watcher.eye, sill_doubt_m), spot) != clear ||
                lines_.clear(raised(watcher.eye, -sill_doubt_m), spot) != clear);
    };
    for (const std::uint32_t i : index_.query(Box{spot.x, spot.y, spot.x, spot.y}.grown(reach_m))) {
        const Watcher& watcher = watchers_[i];
        const Point to = place - Point{watcher.eye.x, watcher.eye.y};
        if (length(to) > reach_m || (!except.is_nil() && watcher.building == except)) continue;
        if (sightlines::facing(watcher.eye, spot, watcher.outward) <= 0) {
            watched.turned_away.push_back(i);
            continue;
        }
        const bool clear = lines_.clear(watcher.eye, spot);
        (clear ? watched.by : watched.blocked).push_back(i);
        if (other_sill_decides(watcher, clear)) watched.sills.push_back(i);
        if (clear) continue;
        for (const Uuid& thing : only_guessed_between(watcher.eye, spot))
            watched.guessed.push_back(thing);
    }
    return watched;
}

std::size_t Watchers::count(const Point3& spot, double reach_m) const {
    std::size_t found = 0;
    for (const std::uint32_t i : index_.query(Box{spot.x, spot.y, spot.x, spot.y}.grown(reach_m))) {
        const Watcher& watcher = watchers_[i];
        const Point to = Point{spot.x, spot.y} - Point{watcher.eye.x, watcher.eye.y};
        if (length(to) <= reach_m && sightlines::facing(watcher.eye, spot, watcher.outward) > 0 &&
            lines_.clear(watcher.eye, spot))
            ++found;
    }
    return found;
}

std::optional<std::size_t> Watchers::nearest(Point p, const Uuid& except) const {
    std::optional<std::size_t> best;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < watchers_.size(); ++i) {
        const double away = distance(p, Point{watchers_[i].eye.x, watchers_[i].eye.y});
        if (away >= least || (!except.is_nil() && watchers_[i].building == except)) continue;
        least = away;
        best = i;
    }
    return best;
}

std::vector<Uuid> Watchers::only_guessed_between(const Point3& a, const Point3& b) const {
    if (guessed_.empty()) return {};
    std::vector<Uuid> between = lines_.blockers(a, b);
    const bool only =
        std::all_of(between.begin(), between.end(), [&](const Uuid& id) { return guessed_.contains(id); });
    return only ? between : std::vector<Uuid>{};
}

std::vector<Uuid> Watchers::in_the_way(std::size_t watcher, const Point3& spot) const {
    return lines_.blockers(watchers_[watcher].eye, spot);
}

void Watchers::add_blocker(const Uuid& thing, Grounds& grounds) const {
    if (const auto found = guessed_.find(thing); found != guessed_.end())
        grounds.blocker(found->second.first, *found->second.second);
}

void Overlooking::add(const Watched& watched) {
    lines_ += watched.by.size();
    by_.insert(watched.by.begin(), watched.by.end());
    blocked_.insert(watched.blocked.begin(), watched.blocked.end());
    turned_away_.insert(watched.turned_away.begin(), watched.turned_away.end());
    sills_.insert(watched.sills.begin(), watched.sills.end());
    guessed_.insert(watched.guessed.begin(), watched.guessed.end());
}

std::set<std::size_t> Overlooking::hidden() const {
    std::set<std::size_t> left;
    std::set_difference(blocked_.begin(), blocked_.end(), by_.begin(), by_.end(),
                        std::inserter(left, left.end()));
    return left;
}

std::set<std::size_t> Overlooking::turned_away() const {
    std::set<std::size_t> left;
    for (const std::size_t i : turned_away_)
        if (!by_.contains(i) && !blocked_.contains(i)) left.insert(i);
    return left;
}

Grounds Overlooking::grounds(const Watchers& watchers) const {
    Grounds grounds;
    for (const auto* windows : {&by_, &blocked_})
        for (const std::size_t i : *windows)
            grounds.thing(Role::opening, *watchers.all()[i].window);
    for (const std::size_t i : sills_)
        grounds.number(Role::opening, *watchers.all()[i].window, "sill_m");
    for (const Uuid& thing : guessed_)
        watchers.add_blocker(thing, grounds);
    return grounds;
}

Point3 above(Point p, double height_m) {
    return {p.x, p.y, height_m};
}

std::optional<Gap> no_windows(const Watchers& watchers) {
    if (!watchers.all().empty()) return std::nullopt;
    return Gap{.text = "no window is on the plan", .lacks = "window"};
}

} // namespace prospect::assessment
