// Rules about what somebody meets who walks along a route at night (domain LT-04, LT-08, LT-09, LT-10). The
// light is that of lighting.routes, every metre along the middle of the route and both ways, at the hour of
// the night whatever the hour of the check.
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// LT-04: least light on faces as a share of what is asked, per cent. Of a route at night whose class says
// what faces need (P: semicylindrical), and of a path whose class is about faces (SC, EV), that, at its
// calculation points (lighting.classes); of other routes at night floor_lx, semicylindrical, along their
// middle. Settings: floor_lx, preferred_lx.
Measured faces_lit(const MetricInput& input);

// LT-08: from how far a face is recognised where it is dimmest (recognition_m, both ways), metres. From
// floor_m on a miss asks for a look at most. Settings: floor_m.
Measured recognised_along(const MetricInput& input);

// LT-09: longest run of stations with less light on the ground than the route's class allows anywhere,
// without such a class usual_lx, metres; 0 where there is none. Of warn_m or less it is for information.
// Settings: usual_lx, warn_m.
Measured dark_gap(const MetricInput& input);

// LT-10: most_contrast (lighting/walk_light.h): largest ratio of the light on the ground between two spots
// over_m apart. Settings: over_m.
Measured light_contrast(const MetricInput& input);

} // namespace prospect::assessment
