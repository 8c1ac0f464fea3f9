// The lines that part the ground for somebody who moves over it: what stops them, the leaves of doors and
// gates, the gaps that a plan leaves, the edges of zones.
#pragma once

#include "analysis/scene/scene.h"
#include "geometry/edits/loose_ends.h"

#include <vector>

namespace prospect::scene {

enum class Mover : std::uint8_t { foot, vehicle };

// Nobody on foot gets through less than the former; a line of posts with at most the latter clear between
// them keeps cars out (domain TH-02).
inline constexpr double least_foot_m = 0.3;
inline constexpr double least_vehicle_m = 1.2;
inline double least_width_m(Mover mover) {
    return mover == Mover::foot ? least_foot_m : least_vehicle_m;
}

// What begins so far above the ground stops nobody.
inline constexpr double head_room_m = 2;

struct AccessLine {
    enum class Kind : std::uint8_t {
        wall,     // stops: of a building, a barrier, water; or closes a gap nobody gets through
        leaf,     // of a door, gate or gap that is a thing of the plan
        gap,      // from the loose end of a barrier to what stands near it
        zone_edge // stops nobody
    };
    Segment along;
    Kind kind{};
    FeaturePtr thing; // building, barrier, water, opening or zone; of a gap the barrier that ends there
};

struct AccessLines {
    std::vector<AccessLine> lines;
    std::vector<Geometry> solids;      // areas nobody moves over: thick barriers less their gates, water
    std::vector<LooseEnd> drawn_short; // at most tolerance::barrier_end_gap_m: closed here
    std::vector<Note> notes;
};

// Of all that is there in the scene's phase. What begins 2 m and more above the ground stops nobody; planting
// can be pushed through; on foot what is passable for somebody (a kerb) stops nobody, a vehicle is stopped by
// what lets only people through, by bollards near enough to each other and between one and a wall. An
// opening interrupts the nearest of what it is in (contract §2), of a door a building before a barrier, of a
// gate a barrier before a building, and what runs along that within 0.5 m; it stands in a gap that is nearer
// than any of these. A vehicle passes only where it is vehicle_m wide. A barrier that ends within
// widest_gap_m of something leaves a gap to it, to at most three things. Cost: look-ups by index for each
// edge and opening.
AccessLines access_lines(const Scene& scene, Mover mover, double widest_gap_m);

inline constexpr double vehicle_m = 2.0;

} // namespace prospect::scene
