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
    // At equal steps and at the end; chainages ascend. Before and after its own lie those of what leads into
    // it, none of them scored: their chainages go on, below 0 and beyond the end of the line.
    std::vector<WalkStation> stations;
    std::size_t first = 0; // of its own
    std::size_t last = 0;

    double begin_m() const { return stations[first].chainage_m; }
    double end_m() const { return stations[last].chainage_m; }
};

struct Walks {
    std::vector<Walk> walks;         // in layer order
    std::vector<engine::Note> notes; // widths not given, paths without length or led through walls
};

// The paths of a plan that are there in the phase, in layer order.
std::vector<FeaturePtr> paths_of(const engine::Context& context);
// Of paths_of, or some of them; with what leads into them from any path, lead_m of it at either end
// (joined_walks.h). Cost: a look-up a station.
Walks walks_of(const engine::Context& context, const scene::Space& space, std::span<const FeaturePtr> paths,
               double step_m, double eye_height_m, double lead_m);

} // namespace prospect::sightlines
