// Main entrances, and what closes the front of a house before them.
#pragma once

#include "analysis/scene/facades.h"
#include "analysis/scene/zones.h"

#include <map>
#include <span>
#include <vector>

namespace prospect::access {

// What can close a piece of ground and is no post, kerb or retaining wall.
bool is_boundary(const Feature& barrier);

// A main entrance and the direction one leaves it in.
struct MainEntrance {
    FeaturePtr door;
    Uuid building;
    Point at; // of the wall
    Point outward;
};

// Of those openings: doors in a building's wall that are marked as main. within: null for all of them.
std::vector<MainEntrance> main_entrances(const scene::Facades& facades, std::span<const FeaturePtr> openings,
                                         const Box* within = nullptr);

// How far before the door a front boundary is looked for, and how far to its either side.
struct FrontReach {
    double depth_m = 12;
    double half_width_m = 4;
};

// Metres of the line of a barrier across the way from the door: within the reach, and within 30 degrees of
// the facade's direction. zones: null, or whose ground it is: then only what has private ground towards the
// door counts, and none beyond.
double front_length(const Geometry& barrier, const MainEntrance& entrance, const FrontReach& reach,
                    const scene::Zones* zones = nullptr);
// What closes the front of a house runs across the way from the door for so much at least.
inline constexpr double least_front_m = 1;
// Ground so far from the line of a barrier, or the edge of a zone, lies on one side of it.
inline constexpr double beside_m = 0.75;

// The entrances that each of those barriers closes the front of, by barrier; those of none are left out.
// Cost: a look-up by index for each entrance.
std::map<Uuid, std::vector<MainEntrance>> front_boundaries(std::span<const FeaturePtr> barriers,
                                                           std::span<const MainEntrance> entrances,
                                                           const FrontReach& reach);

} // namespace prospect::access
