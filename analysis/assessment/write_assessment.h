// An assessment as files: findings.csv, places.csv, assessment.json (contract.md §3).
#pragma once

#include "analysis/assessment/finding.h"
#include "analysis/assessment/profile.h"
#include "geometry/io/export.h"

#include <filesystem>

namespace prospect::assessment {

struct Timing {
    double load_s = 0;
    double check_s = 0;
    double total_s = 0;
};
std::string assessment_json(const Assessment& assessment, const Frame& frame, const Timing& timing);
// "Cut the hedge to 1 m (clears 2 problems, harms nothing that was checked); …"
std::string remedies_text(const std::vector<Remedy>& remedies);
// Places in full CRS coordinates, empty cells where there is nothing to say.
io::Table findings_table(const Assessment& assessment, const Frame& frame);
io::Table places_table(const Assessment& assessment, const Frame& frame);
// Writes the three files, and weakness.tif and worst_cause.tif where the assessment has them; the folder is
// there. Throws Error(internal) when one cannot be written.
void write_assessment(const Assessment& assessment, const Frame& frame, const Timing& timing,
                      const std::filesystem::path& folder);

// `list criteria --json` and `list profiles --json`.
std::string criteria_json(const std::vector<Criterion>& criteria);
std::string profiles_json(const std::vector<Profile>& profiles);

} // namespace prospect::assessment
