// One state of the plan, ready to be measured.
#pragma once

#include "analysis/assessment/facts.h"
#include "analysis/assessment/metric.h"
#include "analysis/assessment/shared.h"
#include "analysis/engine/engine.h"

namespace prospect::assessment {

// Stays where it is made: the context refers to its own request.
class CheckRun {
public:
    // Applies the request's scenario; what no longer fits goes to `unapplied`. engine must outlive it.
    // before: of a change on trial what is known of the plan without it; must outlive it. Notes are left out.
    CheckRun(engine::Engine& engine, const engine::Request& request, const Progress& progress,
             std::vector<Unapplied>* unapplied = nullptr, const KnownBefore* before = nullptr);
    CheckRun(const CheckRun&) = delete;
    CheckRun& operator=(const CheckRun&) = delete;

    const Facts& facts() const { return facts_; }
    const engine::Context& context() const { return context_; }
    // changed, only_values: as in MetricInput, the same for all metrics of a run. Not for several threads.
    Measured measure(const Metric& metric, const Criterion& criterion, std::span<const Box> changed = {},
                     bool only_values = false) const {
        return metric.measure(input(criterion, changed, only_values));
    }
    MetricInput input(const Criterion& criterion, std::span<const Box> changed = {},
                      bool only_values = false) const {
        return {facts_, context_, criterion, shared_, changed, only_values};
    }
    Shared& shared() const { return shared_; }

private:
    engine::Request request_;
    std::shared_ptr<const scene::Scene> scene_;
    engine::Context context_;
    Facts facts_;
    mutable Shared shared_;
};

} // namespace prospect::assessment
