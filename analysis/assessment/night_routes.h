// Rules about paths marked as routes at night (domain LT-12, LT-14, NS-04).
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// LT-14: longest stretch of a path marked as a night route that is further than lamp_m from every lamp,
// metres. Says nothing of how bright it is. Settings: lamp_m.
Measured unlit_stretch(const MetricInput& input);

// NS-04: share of the ground of each route whose guardianship by night (sightlines.overlooking: the light on
// a face counts) is at least `guardianship`, per cent. Its ground: cells within half its width, at least half
// a cell, of its middle. A gap where the plan has no lamps: that is missing data, not darkness. Settings:
// guardianship, target_height_m, cell_m.
Measured watched_after_dark(const MetricInput& input);

// LT-12: of each path said not to be a route at night (night_route no), 1 where its ground gets lit_lx or
// more on average by night all the same and its mean guardianship by night is below `guardianship`: light
// invites people where nobody would see what happens to them. Whether there is another way is not known,
// which the text says. Near a lamp that gives no light as it is described only a path that is watched anyway
// can be told. Settings: lit_lx, guardianship, target_height_m, cell_m.
Measured lit_but_unwatched(const MetricInput& input);

} // namespace prospect::assessment
