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
    // site: with the scenario of the request applied.
    MeasuringKeys(const Site& site, const engine::Request& request) : content_(site, request) {}

    // Of a value of that kind made for the criterion from things of those roles. What every rule may read
    // counts always: the study area, the ground, and the lettering that names things. What only ranks a rule
    // or explains it does not count. more: what else it depends on.
    std::string of(std::string_view kind, std::span<const Role> reads, const Criterion& criterion,
                   std::string_view more = {}) const;

private:
    engine::PlanContent content_;
};

// How much memory it takes, about.
std::size_t bytes_of(const Measured& measured);

} // namespace prospect::assessment
