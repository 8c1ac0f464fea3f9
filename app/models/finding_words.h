// What a finding says beyond its message, in words.
#pragma once

#include "analysis/assessment/finding.h"

#include <QString>

namespace prospect::app {

// "Natural surveillance".
QString strategy_title(const std::string& strategy);
// "3 Alley behind Block C": the place with its number on the map.
QString place_title(const assessment::Assessment& outcome, std::size_t place);

// "2 m; asked: at most 1 m"; "" where nothing was measured.
QString measured_words(const assessment::Finding& finding, const assessment::Criterion& rule);
// How far the value is from what is asked: "1 m too high", "3 less than asked", "20 percentage points short",
// "0.2 m to spare", "just what is asked"; "" where nothing was measured. High, wide and long are told from
// the name of the metric, other lengths are too much or too little.
QString margin_words(const assessment::Finding& finding, const assessment::Criterion& rule);
// Why a finding whose rule speaks of serious is not serious; "" where there is nothing to say.
QString why_not_serious(const assessment::Finding& finding, const assessment::Criterion& rule);
// "Gives evidence for clause 5.2.2 d (Few lonely places, no unseen corners or traps) of ISO 22341:2021."; ""
// where the rule gives evidence for none.
QString clause_words(const std::string& code);
// The page of resources/help about how it was worked out; "" where there is none.
QString help_page_of(const assessment::Criterion& rule);

} // namespace prospect::app
