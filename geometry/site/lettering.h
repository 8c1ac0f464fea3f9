// A text of a drawing as it is written on the map: extra values text_height_m, text_angle_deg and text_anchor
// of a point that bears the words as its name.
#pragma once

#include "geometry/site/feature.h"

#include <optional>
#include <string_view>

namespace prospect {

struct Lettering {
    double height_m = 0;  // of its capitals
    double angle_deg = 0; // of its base line, counter-clockwise from east
    // What of it stands on the point: left, middle or right of its base line (1 to 3), middle (4 to 6), top
    // (7 to 9) or bottom (10 to 12).
    int anchor = 1;
    bool operator==(const Lettering&) const = default;
};

// Absent for what is no text of a drawing.
std::optional<Lettering> lettering_of(const Feature& feature);
// What is usual (level, on its left end) is written only over something else.
void set_lettering(Feature& feature, const Lettering& lettering);
// Whether an extra value of that name is part of it.
bool is_lettering_value(std::string_view extra);

} // namespace prospect
