// Findings gathered into named places, the worst first.
#pragma once

#include "analysis/assessment/facts.h"
#include "analysis/assessment/finding.h"

#include <set>
#include <string>
#include <vector>

namespace prospect::assessment {

// How near findings of one place are to its weightiest one.
inline constexpr double place_radius_m = 10;

// Fills Assessment::places and Finding::place from the findings fail and look that have a point and were not
// accepted, but those about the whole site (Finding::of_the_site). The weightiest
// finding not yet in a place begins one and takes in what lies within place_radius_m of it (of its area,
// where it is about an area) or has a cause in common with it. Score of a place: the sum over the different
// criteria missed there of the criterion's weight, halved where it is only `look`; equal scores go by the
// number of findings, then by the key of the first. No two places have the same name (naming.h). Findings of
// the protect class begin a place only where no other is near.
void gather_places(const Facts& facts, Assessment& assessment);
// Problems of the whole site, what people answered with No among them, in the order of the findings.
std::vector<const Finding*> of_no_place(const Assessment& assessment);
// Scores and order of the places from their findings.
void rank_places(Assessment& assessment);
// Whether no audience but the police is shown it.
bool is_protected(const Assessment& assessment, const Finding& finding);
// Codes of the criteria whose findings are of the protect class.
std::set<std::string> protect_codes(const Assessment& assessment);

} // namespace prospect::assessment
