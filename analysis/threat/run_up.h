// How fast a vehicle can arrive at the end of a way: the physics, and the best way to come.
#pragma once

#include "analysis/threat/drivable.h"

#include <optional>
#include <span>
#include <vector>

namespace prospect::threat {

inline constexpr double gravity_ms2 = 9.81;

struct Vehicle {
    double acceleration_ms2 = 1.2;
    double mass_kg = 7200;
    double friction = 0.7;
    double entry_speed_ms = 0; // where a way begins at the edge of the plan
};

// v^2 = u^2 + 2 a s.
double speed_after_ms(double speed_ms, double acceleration_ms2, double way_m);
// v_c = sqrt(mu g r): the fastest without skidding in a curve of that radius.
double curve_speed_ms(double friction, double radius_m);
// m v^2 / 2.
double energy_kj(double mass_kg, double speed_ms);
inline double kmh_of(double speed_ms) {
    return speed_ms * 3.6;
}
inline double ms_of(double speed_kmh) {
    return speed_kmh / 3.6;
}

struct RunUp {
    double length_m = 0;
    double speed_ms = 0;                     // on arrival
    std::optional<double> limiting_radius_m; // of the curve without which it would be faster
    std::optional<Point> limiting_at;
    bool drawn_as_corner = false; // that curve is one corner of more than corner_deg
    bool from_edge = false;       // begins at the edge of the plan, where more way would make it faster
    // Where it leads, from its beginning on, and the speed at each place.
    std::vector<Point> way;
    std::vector<double> speeds_ms;
    std::vector<std::uint32_t> paths; // of Drivable, in the order they are driven on, none twice in a row
};
inline constexpr double corner_deg = 30;

// The fastest arrival by that arc at its end, over all ways to come that do not turn back on the spot, by the
// shortest way that is that fast; v_i = min(v_c, sqrt(v_(i-1)^2 + 2 a s)), from rest or, at a node marked as
// the edge of the plan, at the entry speed. A way is followed back as long as more of it makes the arrival
// faster: in terms of w = v^2 / 2a, a way of length S with curves that allow w_c at a distance d before its
// end gives min(S + w_0, min (w_c + d)), so it ends where S reaches the second. Ways are tried by that bound,
// largest first, and one that is neither longer nor less bound than another at the same arc is dropped: the
// best is never lost. Cost: about that of the arcs within the distance in which speed can grow.
RunUp best_run_up(const Drivable& network, std::uint32_t arrival, const Vehicle& vehicle,
                  std::span<const std::uint8_t> at_edge);

} // namespace prospect::threat
