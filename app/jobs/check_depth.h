#pragma once

#include <cstdint>

namespace prospect::app {

// How far a check has gone.
enum class CheckDepth : std::uint8_t {
    near_change,  // the last check's findings, those near what has changed since as they are now
    first_look,   // the ground in coarser cells; no changes tried
    all_findings, // no changes tried
    complete      // and what would mend each finding
};

} // namespace prospect::app
