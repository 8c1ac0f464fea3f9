// The ground-floor walls of buildings, what openings they have and which paths run before them.
#pragma once

#include "analysis/engine/context.h"
#include "analysis/scene/openings.h"
#include "analysis/scene/space.h"

#include <optional>
#include <span>
#include <vector>

namespace prospect::access {

// A piece of a wall.
struct WallStep {
    Point at;          // its middle
    Point outward;     // unit
    double from_m = 0; // along the ring
    double to_m = 0;
    bool scored = false;              // within the study area
    std::vector<std::uint32_t> paths; // that run before it, ascending
};

struct FrontOpening {
    FeaturePtr feature;
    double from_m = 0; // from jamb to jamb, along the ring
    double to_m = 0;
    bool door = false;
    bool at_eye_level = false;
    bool in_use = false; // of a room where people are, with glass one sees through
    bool assumed = false;
};

// One ring of a building that stands on the ground, its steps in order; the last one meets the first.
struct WallRing {
    FeaturePtr building;
    std::vector<WallStep> steps;
    std::vector<FrontOpening> openings;
    Box box;
};

struct FrontSettings {
    double depth_m = 15;
    double eye_height_m = 1.6;
    double step_m = 0.5;
    scene::MissingWindows missing{};
};

struct BuildingFronts {
    std::vector<FeaturePtr> paths; // present, with a length, in layer order
    std::vector<WallRing> rings;
    std::size_t windows = 0; // with doors: those in walls
    std::size_t doors = 0;
    std::size_t assumed_windows = 0;
    double reach_m = 0; // of a wall: the depth and half the widest path
    std::vector<engine::Note> notes;
};

// changed: where things lie that a change on trial alters; then only walls which that can reach, and those
// along a path it can reach, are in the result (front_reached). Empty: all.
BuildingFronts building_fronts(const engine::Context& context, const scene::Space& space,
                               const FrontSettings& settings, std::span<const Box> changed = {});
// Whether what happens before a wall or path with that box depends on the places of `changed`: within the
// depth and the widest half path from it. Always for an empty `changed`.
bool front_reached(const Box& box, double reach_m, std::span<const Box> changed);

// A stretch of wall without a bend of more than 45 degrees.
struct WallRun {
    std::vector<std::size_t> steps; // of the ring, in order
};

// The paths before any step of the ring, ascending.
std::vector<std::uint32_t> paths_of(const WallRing& ring);
// Whether the step is within the study area and the path runs before it.
bool scored_along(const WallStep& step, std::uint32_t path);

// The stretches of the ring all of whose steps satisfy `wanted`.
std::vector<WallRun> runs_of(const WallRing& ring, const std::function<bool(const WallStep&)>& wanted);

// What a stretch has, in metres along it.
struct RunFigures {
    double length_m = 0;
    double active_m = 0;
    double blank_m = 0;                        // longest part without an opening at eye level
    double blank_from_m = 0;                   // where that begins, along the ring
    std::optional<Point> blank_at;             // its middle
    std::vector<const FrontOpening*> openings; // in it
};
RunFigures figures_of(const WallRing& ring, const WallRun& run, double active_m);

// The place of the wall so far along the ring; more than its length goes round again.
Point place_on(const WallRing& ring, double along_m);
// Whether a building's use says that nobody stays in it: garages, stores.
bool stays_empty(const Feature& building);

} // namespace prospect::access
