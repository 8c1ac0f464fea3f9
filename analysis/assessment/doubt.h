// Values that hold only because a default lets sight through.
#pragma once

#include "analysis/assessment/metric.h"
#include "geometry/site/site.h"

namespace prospect::assessment {

// The plan with those barriers made solid that let sight through by a default alone: their opacity is not
// given. Null where there are none.
SitePtr with_solid_barriers(const Site& site);

// Marks the values of `measured` that hold, but would not if those barriers were solid (`solid`, measured on
// that plan): they count as given by a default (assess.h).
void mark_doubtful(const Criterion& criterion, const Measured& solid, Measured& measured);

} // namespace prospect::assessment
