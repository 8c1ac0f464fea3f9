// An assessment as files: findings.csv, places.csv, assessment.json (contract.md §3).
#pragma once

#include "analysis/assessment/finding.h"
#include "analysis/assessment/profile.h"
#include "geometry/io/export.h"

#include <filesystem>

namespace prospect::assessment {

// Without the findings about features that the audience may not have, which a note counts, without findings,
// notes, names of places and words of remedies that criteria of the protect class left behind, without the
// names of those who accepted something, with no more of what people answered than yes or no, and without the
// maps of weakness: what lies around people's homes is no public map. The police get all.
Assessment for_audience(Assessment assessment, const Site& site, io::Audience audience);

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
