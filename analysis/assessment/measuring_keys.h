// By what values of a rule are kept between checks: a check of a plan of which little has changed measures
// only what reads that.
#pragma once

#include "analysis/assessment/metric.h"
#include "analysis/engine/content.h"

#include <string>

namespace prospect::assessment {

// Of one state of the plan at one time.
class MeasuringKeys {
public:
    // site: with the scenario of the request applied. Cost: a look at every feature.
    MeasuringKeys(const Site& site, const engine::Request& request);

    // Of a value of that kind made for the criterion from things of those roles. What stands and lies on the
    // ground, and the lettering that names it, counts always: texts and proposals speak of things no value
    // depends on; so do the layers, on which proposals put things, and what of them is water. After a change
    // of cameras, lamps, observers or incidents only what reads those is asked again. What only ranks a rule
    // or explains it does not count. more: what else it depends on.
    std::string of(std::string_view kind, std::span<const Role> reads, const Criterion& criterion,
                   std::string_view more = {}) const;

private:
    engine::PlanContent content_;
    Digest layers_{}; // their ids, names and roles in order, and what is water
};

// How much memory it takes, about.
std::size_t bytes_of(const Measured& measured);

} // namespace prospect::assessment
