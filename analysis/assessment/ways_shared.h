// What rules about who gets where share.
#pragma once

#include "analysis/assessment/metric.h"
#include "analysis/scene/access_graph.h"

namespace prospect::assessment {

// Of the run's scene, with the usual settings.
std::shared_ptr<const scene::AccessGraph> graph_of(const MetricInput& input);

// Whether a change on trial cannot alter who gets where: then all subjects are as before, and `measured` says
// so.
bool ways_untouched(const MetricInput& input, Measured& measured);

// A door, gate, gap or open edge that leads somewhere, and who passes it.
Evidence evidence_of(const Facts& facts, const scene::Passage& passage);

// That an opening is there, and how it is kept.
void rest_on(const scene::Passage& passage, Grounds& grounds);

} // namespace prospect::assessment
