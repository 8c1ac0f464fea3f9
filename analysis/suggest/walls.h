// Places on walls, ground before them, and layers to add to.
#pragma once

#include "analysis/assessment/facts.h"
#include "analysis/suggest/ground.h"

#include <vector>

namespace prospect::suggest {

// A place on a wall of a building, on the plan.
struct WallPlace {
    FeaturePtr building;
    Point at;
    Point outward; // unit; of a corner between both walls
    bool corner = false;
};

// Every spacing_m along the walls of buildings that stand on the ground within the study area, the middles of
// shorter walls; none of walls under least_m and where another building stands against the wall. Corners that
// stick out, where asked for.
enum class Corners : std::uint8_t { left_out, with };
std::vector<WallPlace> wall_places(const assessment::Facts& facts, double spacing_m, double least_m,
                                   Corners corners);

// Ground that counts, as it lies before walls. Refers to both.
class GroundBefore {
public:
    GroundBefore(const assessment::Facts& facts, const Ground& ground);

    // The nearest place at most within_m away, no more than 70° aside and with no building between; absent
    // where there is none.
    const Place* before(const WallPlace& wall, double within_m) const;
    // The nearest place at most within_m away; absent where there is none.
    const Place* near(Point p, double within_m) const;

private:
    template <class Wanted>
    const Place* nearest(Point p, double within_m, Wanted wanted) const;

    const assessment::Facts& facts_;
    const Ground& ground_;
    SpatialIndex index_;
};

// Clockwise from grid north, 0 to 360.
double azimuth_of(Point direction);

// Adds the features to the first layer of the role, to a new one where the plan has none (`fitted` in
// suggest.h).
SiteEdit adding(const Site& site, Role role, const std::string& title, std::vector<FeaturePtr> features);

} // namespace prospect::suggest
