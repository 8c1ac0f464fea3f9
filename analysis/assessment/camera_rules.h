// Rules about what cameras show (domain NS-15, NS-16).
#pragma once

#include "analysis/assessment/metric.h"
#include "analysis/sightlines/placed_cameras.h"

#include <functional>

namespace prospect::assessment {

// The edition of EN 62676-4 in which names of levels are looked for first: the setting edition, 2014 or 2025.
sightlines::Edition edition_of(const Criterion& criterion);

// NS-15: of each camera of which a level of detail of IEC/EN 62676-4 is asked, the pixels on a metre of what
// it has to show as a share of those the level asks for, per cent: h_pixels / (2 d tan(hfov/2)), d along the
// line of sight. What it has to show are the targets of the plan in its picture that no other such camera
// shows better (share_out, camera_tasks.h), the least of them counts, 0 for one that is hidden; without any,
// a person at its range_m, 0 where none is seen or in the picture that far away. A target within the study
// area in no such camera's picture is a subject of its own, with the value 0. Settings: edition,
// target_height_m (of that person).
Measured camera_detail(const MetricInput& input);
// NS-16: of each camera, the share of the ground within the study area it would show without hedges, planting
// and crowns that these hide, per cent (sightlines/camera_field.h), with a note where its cells are larger
// than asked for; of each lamp the share of its light that crowns take (lighting/crown_loss.h). Settings:
// cell_m, target_height_m, edition.
Measured camera_hidden(const MetricInput& input);

// Of a change on trial: whether it lies further from every camera than reach_m of it, and alters neither
// cameras nor targets, so that all cameras show what they showed. False when nothing is known of the plan
// before.
bool cameras_untouched(const MetricInput& input,
                       const std::function<double(const sightlines::PlacedCamera&)>& reach_m);

} // namespace prospect::assessment
