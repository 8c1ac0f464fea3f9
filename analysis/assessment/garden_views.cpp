#include "analysis/assessment/garden_views.h"

#include "analysis/scene/building_use.h"
#include "analysis/scene/spots.h"
#include "analysis/sightlines/guardianship.h"
#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"
#include "geometry/edits/assume_ownership.h"

#include <algorithm>
#include <limits>

namespace prospect::assessment {

namespace {

constexpr double upper_eye_m = 3; // eyes on the ground floor are lower

Point place_of(const Watcher& window) {
    return {window.eye.x, window.eye.y};
}

bool cross(const Geometry& a, const Geometry& b) {
    bool found = false;
    for_each_edge(a, [&](VertexPlace, const Segment& one) {
        if (!found)
            for_each_edge(b, [&](VertexPlace, const Segment& other) {
                found = found || crossing(one, other).has_value();
            });
    });
    return found;
}

bool touch(const Geometry& a, const Geometry& b) {
    if (!a.box().grown(tolerance::opening_host_m).intersects(b.box())) return false;
    const auto near_to = [](const Geometry& shape) {
        return [&](Point p) { return distance(shape, p) <= tolerance::opening_host_m; };
    };
    return std::any_of(a.points.begin(), a.points.end(), near_to(b)) ||
           std::any_of(b.points.begin(), b.points.end(), near_to(a)) || cross(a, b);
}

} // namespace

GardenViews::GardenViews(const Facts& facts, const ClearLines& lines, const Criterion& privacy,
                         const Box& windows)
    : facts_(facts), lines_(lines), look_m_(privacy.setting("look_m")),
      least_share_(privacy.setting("rise_share")) {
    const Box near_by = windows.grown(look_m_);
    for (const FeaturePtr& zone : facts.of(Role::zone)) {
        if (own_text(*zone, "ownership") != "private" || !near_by.intersects(zone->geometry.box())) continue;
        Garden garden{.zone = zone, .spots = {}};
        for (const Point p : scene::spots_of(zone->geometry, spots_of_a_garden, facts.site().frame.origin))
            if (!facts.built_at(p)) garden.spots.push_back(above(p, privacy.setting("seen_height_m")));
        if (!garden.spots.empty()) gardens_.push_back(std::move(garden));
    }
}

bool GardenViews::sees(const Watcher& window, const Point3& spot) const {
    return distance(place_of(window), Point{spot.x, spot.y}) <= look_m_ &&
           sightlines::facing(window.eye, spot, window.outward) > 0 && lines_.clear(window.eye, spot);
}

const GardenViews::Garden* GardenViews::own_garden(const Watcher& window) const {
    const FeaturePtr building = facts_.find(window.building);
    if (!building || scene::use_of(*building) != scene::BuildingUse::other) return nullptr;
    if (window.eye.z >= upper_eye_m && !is_house(*building)) return nullptr;
    const Garden* own = nullptr;
    double least_m = std::numeric_limits<double>::infinity();
    for (const Garden& garden : gardens_) {
        const double away_m = distance(garden.zone->geometry, place_of(window));
        if (away_m >= least_m || !touch(garden.zone->geometry, building->geometry)) continue;
        least_m = away_m;
        own = &garden;
    }
    return own;
}

std::vector<Uuid> GardenViews::seen_by(std::span<const Watcher> windows) const {
    std::vector<const Garden*> own;
    for (const Watcher& window : windows)
        own.push_back(own_garden(window));
    std::vector<Uuid> found;
    for (const Garden& garden : gardens_) {
        const auto seen = std::count_if(garden.spots.begin(), garden.spots.end(), [&](const Point3& spot) {
            for (std::size_t i = 0; i < windows.size(); ++i)
                if (own[i] != &garden && sees(windows[i], spot)) return true;
            return false;
        });
        if (seen > 0 && static_cast<double>(seen) >= least_share_ * static_cast<double>(garden.spots.size()))
            found.push_back(garden.zone->id);
    }
    return found;
}

} // namespace prospect::assessment
