// Rules that people answer: what they said becomes a finding, as it was said.
#pragma once

#include "analysis/assessment/finding.h"
#include "geometry/site/site.h"

namespace prospect::assessment {

// The words an answer may be, as in prospect_answer: "yes", "no", "na" ("does not apply here").
bool is_answer(std::string_view word);

// One finding: `pass` for yes, what the rule says of a missed one for no (never `fail`: it is a judgement,
// not a measurement), `info` where it does not apply, `not_run` where nobody has answered. The message is
// question, comment and evidence, and says beside it what the plan tells by itself (told_by_plan).
Outcome judge_recorded(const Criterion& criterion, const Site& site, std::vector<Finding>& findings);

// What of such a finding is for everybody: question and answer, without comment, evidence, who gave it, and
// what the plan tells beside it.
void leave_bare(const Criterion& criterion, Finding& finding);

// What the plan tells about the question, one sentence; "" where it tells nothing. Proposed, never an answer.
std::string told_by_plan(const std::string& code, const Site& site);

// Texts of the site sheet in which the four questions and the process are written down, in their order.
struct ProcessPart {
    std::string_view key;   // "process_where"
    std::string_view title; // "Where"
    std::string_view asks;  // what belongs there
};
std::span<const ProcessPart> four_questions();
std::span<const ProcessPart> process_parts();

} // namespace prospect::assessment
