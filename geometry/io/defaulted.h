// How many features lean on defaults, and what is assumed of them: counted and said, never silent.
#pragma once

#include "geometry/io/import.h"

#include <span>

namespace prospect::io {

// Features for which at least one value that results depend on is a default
// (resources/criteria/defaults.json) or was assumed by a rule.
std::size_t count_defaulted(Role role, std::span<const Feature> features);
// Adds to the notes what the user must know: lamps without height and photometry, cameras that see all round,
// …
void note_assumptions(SourceDraft& draft);

} // namespace prospect::io
