// A comparison as files: compare.csv and compare.json (contract.md §3).
#pragma once

#include "analysis/assessment/compare.h"
#include "analysis/risk/option_ranks.h"
#include "geometry/io/export.h"
#include "geometry/site/plan_changes.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace prospect::assessment {

// One version of the place as it was checked.
struct CheckedVersion {
    std::string name; // of the option; base_name (options.h) for the existing place
    SitePtr site;     // with the option's edits
    Assessment assessment;
    std::vector<Unapplied> unapplied; // edits that no longer fit
};

// How often each version is the best of them (risk::rank_options), in their order; absent: not asked for.
using Ranks = std::optional<risk::OptionRanks>;

// Versions after the first are compared with the first.
// {"profile","reference","versions":[{"name","counts","headlines":[{"id","title","unit","value"}],
//  "unapplied":[…]}],"comparisons":[{"name","counts":{cleared,new,unchanged,cannot_tell},"findings":[{"fate",
//  "key","code","level_before","level_after","x","y","message"}],"plan":{"counts":{removed,changed,added},
//  "changes":[{"kind","role","feature","name","x","y","what":[…]}]}}],
//  "ranks":{"missing","balance","draws","seed","cell_m","cells","weights":{factor:w},"left_out":[{"factor",
//  "option","why"}],"options":[{"name","best_share","shares":[…]}]}}
// "missing" is null, or the sentence that says why "options" is empty.
// Things that are not ordinary are in the plan's changes for the police alone; the assessments are
// for_audience() already, and ranks rest on what is for everybody.
std::string comparison_json(const std::vector<CheckedVersion>& versions, const Ranks& ranks,
                            io::Audience audience);
// A row for each finding and each comparison: option,fate,code,level_before,level_after,x,y,message.
io::Table comparison_table(const std::vector<CheckedVersion>& versions);
// A row for each version and rank: option,rank,share. The ranks are told().
io::Table ranks_table(const std::vector<CheckedVersion>& versions, const risk::OptionRanks& ranks);
// The same in words.
std::string comparison_text(const std::vector<CheckedVersion>& versions, const Ranks& ranks,
                            io::Audience audience);

} // namespace prospect::assessment
