// A checklist of the place's own as a CSV file: questions that people answer, and answers it already holds.
#pragma once

#include "analysis/assessment/profile.h"
#include "geometry/io/csv_text.h"

namespace prospect::assessment {

struct Checklist {
    std::vector<Criterion> criteria;     // Kind::recorded
    std::vector<RecordedAnswer> answers; // of those and of the catalogue's recorded rules
    std::vector<std::string> notes;      // rows left out, and why, with their line
    std::size_t rows = 0;                // = criteria + answers to rules there are already + left out
};

// Columns, by name in any case: `code` (else "LC-1", "LC-2" … that no rule of `rules` has), `question`
// (needed where no rule has the code), title (else the question), strategy (id or title; else the process),
// source (else the file's name), weight; answer (yes, no, na and what people write for them: y, n, "n.a.",
// "not applicable", x for yes), comment, evidence, who, when. Throws Error(refused) where there is neither a
// column code nor question.
Checklist read_checklist(const io::CsvText& csv, const Profile& rules);

// The profile with these questions as rules of its own.
Profile with_checklist(Profile profile, const Checklist& checklist);

} // namespace prospect::assessment
