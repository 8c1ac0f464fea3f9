// The terms of the guardianship score: how much somebody counts who may look at a spot.
#pragma once

#include "geometry/base/point.h"

#include <optional>

namespace prospect::sightlines {

// Nobody counts from further away: the outer limit of dependable surveillance in the research on openings
// (van Asten, natural surveillance); openings are counted within it and within near_reach_m.
inline constexpr double watch_reach_m = 43;
// The Rule of Fifteen of eyewitness research.
inline constexpr double near_reach_m = 15;
// A window shows nothing that lies further from its normal (project's starting value).
inline constexpr double widest_look_deg = 85;

// f: the probability of recognising a familiar face, 1 / (1 + (d/15.6)^2.70), the log-logistic through
// Loftus & Harley's (2005) 75 % at 10.4 m and 25 % at 23.5 m. d in metres, not negative.
double recognition(double distance_m);

// g: the cosine of the angle between the line of sight and the normal of the window, 0 beyond
// widest_look_deg; 1 for somebody who looks all round.
double facing(Point3 eye, Point3 target, const std::optional<Point>& outward);

// h: 1 for eyes up to 6 m above the ground, then falling evenly to 0.3 at 15 m and staying there (project's
// starting value after Gehl: little contact with the street above the fifth floor).
double contact(double eye_above_ground_m);

} // namespace prospect::sightlines
