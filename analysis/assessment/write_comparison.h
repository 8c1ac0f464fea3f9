// A comparison as files: compare.csv and compare.json (contract.md §3).
#pragma once

#include "analysis/assessment/compare.h"
#include "geometry/io/export.h"
#include "geometry/site/plan_changes.h"

#include <filesystem>
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

// Versions after the first are compared with the first.
// {"profile","reference","versions":[{"name","counts","headlines":[{"id","title","unit","value"}],
//  "unapplied":[…]}],"comparisons":[{"name","counts":{cleared,new,unchanged,cannot_tell},"findings":[{"fate",
//  "key","code","level_before","level_after","x","y","message"}],"plan":{"counts":{removed,changed,added},
//  "changes":[{"kind","role","feature","name","x","y","what":[…]}]}}]}
// Things that are not ordinary are in the plan's changes for the police alone; the assessments are
// for_audience() already.
std::string comparison_json(const std::vector<CheckedVersion>& versions, io::Audience audience);
// A row for each finding and each comparison: option,fate,code,level_before,level_after,x,y,message.
io::Table comparison_table(const std::vector<CheckedVersion>& versions);
// The same in words.
std::string comparison_text(const std::vector<CheckedVersion>& versions, io::Audience audience);

} // namespace prospect::assessment
