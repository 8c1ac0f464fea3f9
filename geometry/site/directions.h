// What of a thing points somewhere besides its shape: the azimuth of openings, cameras and lamps, the roll of
// a lamp, and the lettering of a drawing.
#pragma once

#include "geometry/site/feature.h"

namespace prospect {

// Whether turning it changes more than its points.
bool has_direction(const Feature& feature);

// Turns all of them; the points and every basis stay. An azimuth is then from 0 to below 360.
void turn_directions(Feature& feature, double clockwise_deg);
// As in a mirror that stands along the azimuth. A lamp's roll changes its sense. Lettering covers the
// mirrored ground but stays readable: it begins where it ended, or hangs where it stood.
void mirror_directions(Feature& feature, double axis_azimuth_deg);

} // namespace prospect
