// One state of the plan, ready to be measured.
#pragma once

#include "analysis/assessment/facts.h"
#include "analysis/assessment/metric.h"
#include "analysis/engine/engine.h"

namespace prospect::assessment {

// Stays where it is made: the context refers to its own request.
class CheckRun {
public:
    // Applies the request's scenario; what no longer fits goes to `unapplied`. engine must outlive it.
    CheckRun(engine::Engine& engine, const engine::Request& request, const Progress& progress,
             std::vector<Unapplied>* unapplied = nullptr);
    CheckRun(const CheckRun&) = delete;
    CheckRun& operator=(const CheckRun&) = delete;

    const Facts& facts() const { return facts_; }
    const engine::Context& context() const { return context_; }
    // changed: as MetricInput::changed.
    Measured measure(const Metric& metric, const Criterion& criterion,
                     std::span<const Box> changed = {}) const {
        return metric.measure({facts_, context_, criterion, changed});
    }

private:
    engine::Request request_;
    std::shared_ptr<const scene::Scene> scene_;
    engine::Context context_;
    Facts facts_;
};

} // namespace prospect::assessment
