// The site as analyses see it: a scenario's snapshot at a time, made into obstacles once and shared.
#pragma once

#include "analysis/scene/notes.h"
#include "geometry/kernel/visibility.h"
#include "geometry/site/time_context.h"

#include <memory>
#include <vector>

namespace prospect::scene {

// One thing that may block sight, its heights above its own base ground (contract §4, Blocking).
struct Obstacle {
    Uuid feature;
    Role role{};
    Geometry geometry; // polygon or line, openings cut out
    double base_m = 0;
    double top_m = 0;
    double opacity = 1; // share of sight blocked

    bool at_height(double height_m) const { return base_m <= height_m && height_m < top_m; }
};

// A tree's crown: a vertical ellipsoid. No trunk (contract §2).
struct Crown {
    Uuid feature;
    Point center;
    double radius_m = 0;
    double base_m = 0;
    double top_m = 0;
    double opacity = 1; // share of sight blocked in a crossing, in leaf or bare by the season

    // Radius of the horizontal section at that height; 0 outside the crown.
    double radius_at(double height_m) const;
};

// Crowns and the like become polygons of this many corners, of the same area as the circle.
inline constexpr int circle_corners = 32;
// Sight of an opacity below this is free in yes/no analyses (contract §4).
inline constexpr double blocking_opacity = 0.5;
// Nothing is seen through what has this opacity.
inline constexpr double opaque_opacity = 1;

// The box of all features of analysed roles grown by 10 m: unlimited sight ends there. Empty for an empty
// site.
Box sight_bounds(const Site& site);

class AccessGraph;
struct AccessSettings;
class Facades;
class Space;

// Immutable from outside; what is derived from it is built on first use and kept, safe from several threads.
class Scene {
public:
    // The site must have its scenario applied. Cost: one pass over the features; openings look up their hosts
    // by index.
    // with_notes: false leaves notes() about openings without effect out, and the look-ups they cost.
    Scene(SitePtr site, const TimeContext& time, bool with_notes = true);
    ~Scene();

    const Site& site() const { return *site_; }
    const TimeContext& time() const { return time_; }
    // Buildings, barriers, planting present in this phase, with open gates and gaps cut from their hosts.
    const std::vector<Obstacle>& obstacles() const;
    // Trees present in this phase, as grown in the year.
    const std::vector<Crown>& crowns() const;
    // Assumptions made on the way: defaults used by role and attribute, openings without a host, points that
    // never block, sloping ground.
    const std::vector<Note>& notes() const;
    const Box& bounds() const; // sight_bounds of the site
    const Facades& facades() const;

    // Walls of the horizontal plane at this height above ground: obstacles and crown sections there with an
    // opacity of at least blocking_opacity. Sight ends at bounds(), widened to take in `within`. The last few
    // are kept; heights at which the same things stand share theirs unless there are crowns.
    std::shared_ptr<const kernel::VisibilityScene>
    walls_at(double eye_height_m, const Progress& progress = {}, const Box& within = {}) const;
    // The place in three dimensions (space.h). Made on first use and kept.
    std::shared_ptr<const Space> space(const Progress& progress = {}) const;
    // The same with only what is opaque in it, for analyses that weigh what is not (transmission.h).
    std::shared_ptr<const Space> opaque_space(const Progress& progress = {}) const;
    // Who can get where (access_graph.h). Made on first use and kept.
    std::shared_ptr<const AccessGraph> access_graph(const AccessSettings& settings,
                                                    const Progress& progress = {}) const;
    // Whether somebody whose eyes are at that height above the ground of p would stand inside a building:
    // within its outline (courts are outside) unless it begins above that height, as over an underpass.
    bool in_building(Point p, double eye_height_m) const;

private:
    struct Derived;
    SitePtr site_;
    TimeContext time_;
    std::unique_ptr<Derived> derived_;
};

} // namespace prospect::scene
