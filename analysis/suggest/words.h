// How suggestions say where, and what was found.
#pragma once

#include "analysis/suggest/candidate.h"
#include "analysis/suggest/suggest.h"

namespace prospect::suggest {

// The candidate's text with where it is: "…, 12 m east of the bins", "… (Back Path)".
std::string step_text(const assessment::Facts& facts, const Candidate& candidate);
// "240 m" of paths, "240 m2" of public ground.
std::string size_text(double size, GroundKind ground);
// Why there is no candidate of that measure.
engine::Note nothing_to_try(Measure measure);
// PV-1, with the numbers.
engine::Note cameras_last(const Suggestion& suggestion);

} // namespace prospect::suggest
