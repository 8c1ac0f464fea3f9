// Rules about where people have to pass and what only strangers use (domain AC-05, AC-06).
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// AC-05: share of the paths' length in the study area that leads through and has no door, gate or entrance
// within serve_m, per cent: one subject, the site. Reported to compare options with, for the evidence on
// through-routes points both ways. Settings: serve_m, snap_m.
Measured through_only(const MetricInput& input);

// AC-06: length of each way without an alternative (access/link_facts.h, predictor), metres. One that holds
// is in doubt where the mean guardianship by day (sightlines/watched_spots.h) along it is below
// `guardianship`; one that is missed but watched asks for a look. Where there is none, the paths together are
// one subject with value 0. Settings: alternative_m, least_predictor_m, snap_m, guardianship,
// target_height_m.
Measured only_way(const MetricInput& input);

} // namespace prospect::assessment
