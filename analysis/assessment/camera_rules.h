// Rules about what cameras show (domain NS-15, NS-16).
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// NS-15: of each camera of which a level of detail of IEC/EN 62676-4 is asked, the pixels on a metre of what
// it has to show as a share of those the level asks for, per cent: h_pixels / (2 d tan(hfov/2)), d along the
// line of sight. What it has to show are the targets of the plan in its picture that no other such camera
// shows larger, the least of them counts, 0 for one that is hidden; without any, a person at its range_m.
// Settings: edition (2014 or 2025: where its levels' names are looked for first).
Measured camera_detail(const MetricInput& input);
// NS-16: of each camera, the share of the ground it would show without hedges, planting and crowns that
// these hide, per cent (sightlines/camera_field.h); of lamps a gap, until their light is worked out.
// Settings: cell_m, target_height_m, edition.
Measured camera_hidden(const MetricInput& input);

} // namespace prospect::assessment
