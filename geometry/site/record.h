// What people recorded about a place: answers to questions that no measurement settles, decisions,
// consultations. Travels with the site as its sheet does; part of no hash.
#pragma once

#include <string>
#include <vector>

namespace prospect {

// A row of prospect_answer. The last one for a criterion counts.
struct RecordedAnswer {
    std::string criterion; // code: "SO-01"
    std::string answer;    // "yes", "no", "na"; "" where only a comment is kept
    std::string comment;
    std::string evidence; // where it can be looked up
    std::string who;
    std::string when; // ISO 8601
    bool operator==(const RecordedAnswer&) const = default;
};

// A row of prospect_log.
struct LogEntry {
    std::string kind; // "decision", "consultation", "risk"; another program's words are kept
    std::string text;
    std::string who;
    std::string agency;
    std::string when; // ISO 8601
    bool operator==(const LogEntry&) const = default;
};

// The last answer for the criterion; null where there is none.
const RecordedAnswer* answer_for(const std::vector<RecordedAnswer>& answers, const std::string& criterion);
// Takes the place of the answer for the same criterion; one that says nothing (no answer, comment nor
// evidence) takes it away.
void put_answer(std::vector<RecordedAnswer>& answers, RecordedAnswer answer);

} // namespace prospect
