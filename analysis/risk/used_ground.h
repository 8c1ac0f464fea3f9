// Which ground is told of, where people are on it, and what they call it.
#pragma once

#include "analysis/engine/context.h"
#include "analysis/risk/factors.h"
#include "geometry/raster/field.h"

#include <string>
#include <vector>

namespace prospect::risk {

struct UsedGround {
    std::vector<std::uint8_t>
        told; // by cell: of the study area; private and restricted ground only where all counts
    std::vector<std::uint8_t> people; // by cell, of those: where places are looked for
    bool without_ways = false;        // no path and no activity is drawn, so that all of it counts
};

// people: on paths, half their width and beside_m to either side, in activities and within around_m of those
// drawn as points. everywhere: private and restricted ground counts too, and places are looked for on all
// that is told of.
UsedGround used_ground(const engine::Context& context, const Grid& grid, PlacesOn places);

inline constexpr double beside_path_m = 1;
inline constexpr double around_activity_m = 3;

// What people call a place: the smallest zone or activity with a name that it lies in, if smaller than a
// hectare; else the nearest path or activity with a name within 6 m; else the zone it lies in; else "near"
// the nearest path with a name within 50 m; else its coordinates.
class PlaceNames {
public:
    explicit PlaceNames(const engine::Context& context);
    std::string at(Point p) const;

private:
    std::vector<FeaturePtr> areas_; // zones and activities with a name, polygons, the smallest first
    std::vector<FeaturePtr> ways_;  // paths and activities drawn as points with a name
    std::vector<FeaturePtr> paths_;
    Frame frame_;
};

} // namespace prospect::risk
