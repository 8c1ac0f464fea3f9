// The analysis suggest.measures: where lamps, windows and cameras would do most, and what is best trimmed.
#pragma once

#include "analysis/engine/analysis.h"
#include "analysis/suggest/suggest.h"

namespace prospect::suggest {

// Field step; tables steps (with the edits as JSON) and alternatives, which is empty unless
// cameras were looked at; metrics.
// Cost: as suggest().
engine::AnalysisResult measures(const engine::Context& context, const SuggestParams& params);
engine::Analysis measures_analysis();

} // namespace prospect::suggest
