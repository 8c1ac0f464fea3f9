// What the visibility graph of a place can measure, by name.
#pragma once

#include <cstdint>
#include <span>

namespace prospect::sightlines {

// Measures that come out of the same pass.
enum class Work : std::uint8_t {
    rows,       // connectivity, point_first_moment
    depths,     // mean_depth, integration_*, entropy, relativised_entropy
    neighbours, // clustering, control, controllability
    crossings,  // through_vision
    views,      // isovist_area
    lines,      // metric_mean_straight_line
    ways,       // metric_mean_depth
    turns,      // angular_mean_depth
    steps       // step_depth
};

struct Measure {
    const char* name;
    const char* unit;
    const char* peer;       // column of depthmapX
    const char* peer_count; // its means count the cell itself: the column with how many; else ""
    bool peer_differs;      // the column's name is alike, what it measures is not
    Work work;
    const char* label;
    const char* meaning;
};

// In the order of the contract.
std::span<const Measure> all_measures();

} // namespace prospect::sightlines
