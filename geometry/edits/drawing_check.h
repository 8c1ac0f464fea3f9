// Whether the drawing is sound, and what would mend it: validate() and what only shows between things.
#pragma once

#include "geometry/base/progress.h"
#include "geometry/site/site.h"

namespace prospect {

enum class DrawingFault : std::uint8_t {
    no_shape,         // empty or not finite
    no_extent,        // an area without area, a line without length
    repeated_points,  // one place twice in a row
    crosses_itself,   // an outline
    not_closed,       // a line that should be an area
    wrong_shape,      // a shape this kind cannot have, such as a point for a building
    drawn_twice,      // the same shape of the same kind again
    far_away,         // from all the rest: coordinates of another system
    no_host,          // a door or window in no wall, building or zone edge
    zones_overlap,    // of different owners
    impossible_value, // out of range, no such choice, words for a number
    repeated_id,
    drawn_short, // a barrier that ends at most tolerance::barrier_end_gap_m before what it seems to meet
};
inline constexpr std::size_t drawing_fault_count = 13;
std::string_view name_of(DrawingFault fault);

struct DrawingProblem {
    DrawingFault fault{};
    std::string message; // one sentence: "Building \"Block C\" has an outline that crosses itself"
    Uuid feature;
    Uuid other;            // the one it overlaps or repeats; else nil
    std::string attribute; // of impossible_value
    Point place;           // local
    // What to do by hand; empty when repair() can do it.
    std::string by_hand;
};

// In layer order, faults between things after those of single ones. Underlays, notes and records of crime are
// only looked at for shapes that are none. Cost: O(n log n) in the features, the square of its vertices for
// an outline below 2000 of them; longer ones are not tested for crossings.
std::vector<DrawingProblem> check_drawing(const Site& site, const Progress& progress = {});

// One edit that mends all of the problems that can be mended; later ones may go with earlier ones.
// - no_shape, no_extent, drawn_twice: the thing is removed;
// - repeated_points: they become one; crosses_itself: valid_area(), and what encloses nothing is removed;
// - not_closed: its ends are joined where they are within join_m;
// - no_host: it is moved onto the nearest edge of a host within snap_m;
// - drawn_short: its end is moved to the nearest place of what it seems to meet;
// - zones_overlap: the larger one loses what the smaller covers;
// - impossible_value: the value is taken away, the usual one counts.
SiteEdit repair(const Site& site, const std::vector<DrawingProblem>& problems, const Progress& progress = {});

} // namespace prospect
