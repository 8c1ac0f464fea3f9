// The site as analyses see it: a scenario's snapshot at a time, made into obstacles once and shared.
#pragma once

#include "analysis/engine/result.h"
#include "geometry/kernel/visibility.h"

#include <memory>
#include <mutex>

namespace prospect::scene {

// One thing that may block sight, its heights above its own base ground (contract §4, Blocking).
struct Obstacle {
    Uuid feature;
    Role role{};
    Geometry geometry; // polygon or line, openings cut out
    double base_m = 0;
    double top_m = 0;
    double opacity = 1; // share of sight blocked
};

// Immutable from outside; what is derived from it is built on first use and kept, safe from several threads.
class Scene {
public:
    // The site must have its scenario applied.
    Scene(SitePtr site, const TimeContext& time);
    ~Scene();

    const Site& site() const { return *site_; }
    const TimeContext& time() const { return time_; }
    // Buildings, barriers, planting present in this phase, with open gates and gaps cut from their hosts.
    const std::vector<Obstacle>& obstacles() const;
    // Assumptions made on the way: defaults used by role and attribute, openings without a host.
    const std::vector<engine::Note>& notes() const;
    // Walls of the horizontal plane at this height above ground: obstacles with base_m <= height < top_m and opacity
    // of at least 0.5; tree crowns as the ellipsoid's section at that height. Bounds: the box of all features grown by
    // 10 m (contract §3, unlimited reach).
    std::shared_ptr<const kernel::VisibilityScene> walls_at(double eye_height_m, const Progress& progress) const;
    // Whether p is inside a building's outline (courts are outside): such cells are nodata in every field.
    bool in_building(Point p) const;

private:
    struct Derived;
    SitePtr site_;
    TimeContext time_;
    std::unique_ptr<Derived> derived_;
};

} // namespace prospect::scene
