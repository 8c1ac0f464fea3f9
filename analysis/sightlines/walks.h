// The paths of a plan as somebody walks them.
#pragma once

#include "analysis/engine/context.h"
#include "analysis/scene/space.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace prospect::sightlines {

// A place on a path where a walker looks from and is looked at.
struct WalkStation {
    double chainage_m = 0; // along all lines of the path
    Point place;
    Point clear;                       // where lines of sight begin and end: off the sides it is on
    std::optional<double> ground_m;    // absent: no terrain there, nobody looks
    std::optional<rays::Thing> inside; // the thing the eye would be in: nobody looks
    bool scored = false;               // in the study area

    bool looks() const { return ground_m && !inside; }
    Point3 at_height(double height_m) const { return {clear.x, clear.y, ground_m.value_or(0) + height_m}; }
};

// A line of a path as far as somebody gets along it. A path of several lines, or one that a building or a
// barrier without any gate or gap lies across, is several walks.
struct Walk {
    FeaturePtr path;
    std::string name; // of the path, else its id
    Geometry line;
    double width_m = 0;
    std::vector<WalkStation> stations; // at equal steps and at the end; chainages ascend

    double begin_m() const { return stations.front().chainage_m; }
    double end_m() const { return stations.back().chainage_m; }
};

struct Walks {
    std::vector<Walk> walks;         // in layer order
    std::vector<engine::Note> notes; // widths not given, paths without length or led through walls
};

// The paths of a plan that are there in the phase, in layer order.
std::vector<FeaturePtr> paths_of(const engine::Context& context);
// Of paths_of, or some of them. Cost: a look-up a station.
Walks walks_of(const engine::Context& context, const scene::Space& space, std::span<const FeaturePtr> paths,
               double step_m, double eye_height_m);

} // namespace prospect::sightlines
