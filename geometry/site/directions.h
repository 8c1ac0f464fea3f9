// What of a thing points somewhere besides its shape: the azimuth of openings, cameras and lamps, the roll of
// a lamp, and the lettering of a drawing (extra values text_angle_deg, counter-clockwise from east, and
// text_anchor, 1 to 12, beside its text_height_m).
#pragma once

#include "geometry/site/feature.h"

namespace prospect {

// A text of a drawing, which is written on the map as it was drawn.
bool is_lettering(const Feature& feature);
// Whether an extra value of that name is part of how a text of a drawing looks.
bool is_lettering_value(std::string_view extra);
// Whether turning it changes more than its points.
bool has_direction(const Feature& feature);

// Turns all of them; the points and every basis stay. An azimuth is then from 0 to below 360.
void turn_directions(Feature& feature, double clockwise_deg);
// As in a mirror that stands along the azimuth. A lamp's roll changes its sense. Lettering covers the
// mirrored ground but stays readable: it begins where it ended, or hangs where it stood.
void mirror_directions(Feature& feature, double axis_azimuth_deg);

} // namespace prospect
