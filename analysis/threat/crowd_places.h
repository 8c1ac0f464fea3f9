// Where crowds stand: how many people on how much ground, when, and how much of it lies straight beyond the
// end of a road.
#pragma once

#include "analysis/threat/approaches.h"

#include <optional>
#include <string>
#include <vector>

namespace prospect::threat {

enum class CrowdLevel : std::uint8_t {
    unknown, // no number of people, or no area
    closed,  // nobody is there at that time
    free,
    dense, // too dense to move freely
    packed // too dense to stand
};
std::string_view name_of(CrowdLevel level);

struct CrowdSettings {
    double least_people = 50;   // from which on a place of another kind counts as a crowd place
    double moving_per_m2 = 2;   // up to which people move freely
    double standing_per_m2 = 4; // up to which they stand safely
    double axis_width_m = 2.5;  // of a vehicle
    double axis_length_m = 50;  // straight beyond the end of a road
};

// One road whose axis leads into a place.
struct AxisHit {
    FeaturePtr path;
    Point from;    // the end of the road
    Geometry area; // of the place, on the axis and before anything that stops a vehicle
    double overlap_m2 = 0;
    double stopped_m2 = 0; // on the axis behind what stops it
};

struct CrowdPlace {
    FeaturePtr feature;
    bool scored = false;
    std::optional<double> people;  // as given, when it is in use
    std::optional<double> area_m2; // of its outline less buildings on it, unless it is in one; a point has none
    std::optional<bool> open;      // at the time asked for; absent: its hours are not understood
    // People on a square metre when it is in use, and at the time asked for (0 when closed).
    std::optional<double> density_in_use;
    std::optional<double> density;
    CrowdLevel level = CrowdLevel::unknown; // at the time asked for
    std::vector<AxisHit> axes;
    std::vector<FeaturePtr> roads_through; // they have no axis that leads into it
    double overlap_m2 = 0; // of all axes together, each spot once for each axis at most as wide as the place

    CrowdLevel level_in_use(const CrowdSettings& settings) const;
};

struct CrowdPlaces {
    std::vector<CrowdPlace> places; // in layer order
    std::vector<scene::Note> notes;
};

// Activities of kind crowd, and others with at least so many people. density = people / area (Fruin). The
// axis of a road is a strip of axis_width_m straight beyond the end of any road or service way for
// axis_length_m; it ends where a building, a barrier or a line of bollards is met in its middle. Areas of
// several axes that lie over one another count once. Cost: linear in places times ends of roads near them.
CrowdPlaces crowd_places(const engine::Context& context, const VehicleGround& ground,
                         const CrowdSettings& settings);

} // namespace prospect::threat
