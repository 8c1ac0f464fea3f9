// Rules about how much light is on the ground of paths and car parks by night (domain LT-02, LT-03, LT-05,
// LT-06). Values are those of lighting.classes at the hour of the night, whatever the hour of the check: at
// the calculation points of EN 13201-3, maintained, direct light alone.
#pragma once

#include "analysis/assessment/metric.h"

namespace prospect::assessment {

// LT-02: of each path with a lighting class that asks for light on the ground, what there is as a share of
// what is asked, per cent: the least of its limits (ClassMeasure::reached). A gap for classes that are not
// known or not worked with, and near a lamp that gives no light as it is described where more light could
// change whether it holds: a class that asks for evenness may be missed with more.
Measured class_light(const MetricInput& input);

// LT-03: mean light on the ground of each path by the mean its class asks for, of classes that say what is
// too much.
Measured over_lit(const MetricInput& input);

// LT-05: U0, least by mean light on the ground, of each route at night whose mean is at least least_lx: in
// the dark nothing is even or uneven. Above `floor` a miss asks for a look at most. Settings: floor,
// least_lx.
Measured evenness(const MetricInput& input);

// LT-06: as LT-02, of each car park, for the class of its traffic (setting traffic: 1 light, 2 medium, 3
// heavy), which no plan tells.
Measured car_park_light(const MetricInput& input);

} // namespace prospect::assessment
