// Who gets through a door, gate or gap at a time.
#pragma once

#include "geometry/site/feature.h"
#include "geometry/site/time_context.h"

#include <string_view>

namespace prospect::scene {

// From the easiest to the hardest to pass.
enum class Control : std::uint8_t {
    open,     // stands open, or is only a gap
    unlocked, // shut, but whoever wants to opens it
    admitted, // somebody or something lets people in: controlled, staffed
    locked    // for those who have a key
};
// "open", "unlocked", "admitted", "locked".
std::string_view name_of(Control control);
// For a sentence: "anybody", "whoever opens it", "those let in", "those with a key".
std::string_view who_passes(Control control);

struct OpeningControl {
    Control control{};
    bool known = true;          // false: the plan does not say, or no word we know; taken as unlocked
    bool outside_hours = false; // locked because of that
    bool hours_clear = true;    // false: the text of its hours is not understood and counts as none
};

// A gap is always open. A door or gate with hours is locked outside them; within them one that is called
// locked is unlocked, since hours say when people pass.
OpeningControl control_at(const Feature& opening, const TimeContext& time);

// Whether people can go through such a thing on the ground at all: a door, gate or gap of the lowest storey.
bool is_way_through(const Feature& opening);

} // namespace prospect::scene
