// What people accepted as it is, kept with the findings in the project file.
#pragma once

#include "analysis/assessment/finding.h"
#include "geometry/io/project_findings.h"

#include <map>
#include <span>

namespace prospect::assessment {

// By the finding's key, so that it holds in the next run whatever the values are.
using Acceptances = std::map<std::string, Acceptance>;

// Of rows as kept; rows nobody accepted are left out.
Acceptances acceptances_of(std::span<const io::StoredFinding> stored);
// Marks the problems that were accepted, and no others.
void mark_accepted(const Acceptances& acceptances, Assessment& assessment);
// All findings as rows, and a bare row for each acceptance whose finding is not among them now: it may come
// back.
std::vector<io::StoredFinding> stored_findings(const Assessment& assessment, const Acceptances& acceptances,
                                               const Frame& frame);

// Rows as kept with other acceptances: as stored_findings() would give them.
std::vector<io::StoredFinding> with_acceptances(std::vector<io::StoredFinding> rows,
                                                const Acceptances& acceptances);

} // namespace prospect::assessment
