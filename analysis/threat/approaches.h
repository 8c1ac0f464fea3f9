// From where and how fast a vehicle can reach the places that are to be protected, and what stops it.
#pragma once

#include "analysis/engine/context.h"
#include "analysis/threat/run_up.h"
#include "analysis/threat/vehicle_stops.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace prospect::threat {

// A crowd place (activity of that kind) or a target.
struct ProtectedPlace {
    FeaturePtr feature;
    Role role{};
    std::string kind;
    bool scored = false; // in the study area
};
// Those of the scene's phase that have a shape, in layer order, crowd places first.
std::vector<ProtectedPlace> protected_places(const scene::Scene& scene);

struct ApproachSettings {
    Vehicle vehicle;
    DrivableSettings ways;
    GapRule gaps;
};

// What stands in the way of one.
struct Stopped {
    FeaturePtr feature;
    Role role{};
    bool bollards = false;
    bool complete = true; // else a line of bollards with a gap too wide, or an end without a wall
    bool covers = true;   // the carriageway, or before the place a vehicle; else one can drive past it
    Point at;
    double speed_ms = 0;
    double angle_deg = 0;    // of the impact: 90 is head on
    double stand_off_m = 0;  // from there to the place
    std::string rating_text; // what the source says of it; "" nothing
    std::optional<TestedRating> rating;
    // It was tested with a vehicle at least that heavy at least that fast, and cannot be driven round. It
    // holds where the vehicle came no further than the place is away (stand_off_m); that may be unknown.
    bool is_rated_for(double mass_kg) const {
        return complete && covers && rating && rating->mass_kg >= mass_kg &&
               rating->speed_kmh >= kmh_of(speed_ms) - 1e-9;
    }
    bool is_enough_away() const {
        return rating && rating->penetration_m && *rating->penetration_m < stand_off_m;
    }
};

struct Approach {
    std::size_t place = 0; // in Approaches::places
    PathEnd end;
    RunUp run_up;
    double away_m = 0;              // from the end of the path to the place
    double angle_deg = 0;           // between the way there and straight on
    std::optional<Stopped> stopped; // by what is nearest to the place, however many there are
    std::vector<FeaturePtr> kerbs;  // crossed between what is last driven on and the place
};

// Where vehicles drive, and what stops them.
struct VehicleGround {
    Drivable network;
    BollardLines bollards;
    std::unique_ptr<const VehicleStops> stops;
    std::vector<scene::Note> notes;
};
VehicleGround vehicle_ground(const scene::Scene& scene, const DrivableSettings& ways, const GapRule& gaps);

struct Approaches {
    std::vector<ProtectedPlace> places;
    VehicleGround ground;
    std::vector<Approach> all;      // by place, then fastest first
    std::vector<scene::Note> notes; // those of the ground among them
};
// So near a place a path must end to lead to it (contract §4).
inline constexpr double arrival_m = 5;
// A loose end of a way this near the box of the plan, or outside the study area, is at the edge of the plan.
inline constexpr double plan_edge_m = 10;
// A curve tighter than any vehicle turns is a slip of the drawing.
inline constexpr double least_turn_m = 3;
// Above this an even acceleration says little of a true vehicle.
inline constexpr double most_kmh = 100;

// Of every place, and of each end of a path within arrival_m of it, the best run-up (best_run_up), whatever
// stands in its way; then the barrier, line of bollards or building that is met last before the place, at the
// speed with which it is met. It covers the carriageway where a barrier is met in its middle and at both its
// edges; of two posts with less between them than a vehicle is wide that says nothing. Where something stands
// in the way, the best of the ways that pass nothing rated for them, and of those that pass nothing that
// cannot be driven past, too, where they differ: stretches of the network with such a barrier are taken out,
// and what is left must lead there from the edge of the plan or from where the first way begins. Cost: that
// of up to three searches for each path end near a place, and of a look along every arc.
Approaches approaches_of(const engine::Context& context, const ApproachSettings& settings);

} // namespace prospect::threat
