// The ground that counts, as places.
#pragma once

#include "analysis/engine/context.h"
#include "analysis/suggest/goal.h"

#include <optional>
#include <span>
#include <vector>

namespace prospect::suggest {

enum class GroundKind : std::uint8_t {
    paths,      // stations along their middle; sizes are metres
    public_area // cells of the public ground; sizes are square metres
};

struct Place {
    Point at;
    Point3 spot; // where somebody there is looked at, as lines of sight need it: above the datum
    Point3 face; // exactly at the height that was asked for
    double size = 0;
    std::optional<Point> along; // the way a path runs there, unit
    double half_width_m = 0;    // of the path
};

// Immutable.
struct Ground {
    GroundKind kind = GroundKind::paths;
    Grid grid; // of the map that is made; of public ground the cells are its places
    std::vector<Place> places;
    // Places that are looked at together are neighbours here: the first of each block, and one past the last.
    std::vector<std::uint32_t> blocks{0};

    double size() const; // of all places
    // Some of the places, by number, ascending.
    Ground only(std::span<const std::uint32_t> chosen) const;
};

struct GroundSettings {
    GroundKind kind = GroundKind::paths;
    bool night_routes = false; // of paths those marked so, where any is
    double cell_m = 2;
    double step_m = 1;
    double height_m = 1.5;
};

// Of the study area, and of the extent of the request where it has one, out of doors. Cells are those of a
// map (contract §3, Grid) in the tiles in which sightlines.overlooking looks; stations those of
// scored_paths(). A station stands for half the way to each neighbour. Throws Error(refused) where nothing
// counts. Notes are added.
Ground ground_of(const engine::Context& context, const scene::Space& space, const GroundSettings& settings,
                 std::vector<engine::Note>& notes);

// A map of the ground with a number for each place; nodata elsewhere. Of paths: cells no further from a
// station than half the width of its path, or half a cell.
Field map_of(const Ground& ground, const std::string& name, std::span<const float> values);

} // namespace prospect::suggest
