#include "analysis/assessment/recorded.h"

#include "analysis/assessment/facts.h"

#include <algorithm>
#include <array>
#include <set>

namespace prospect::assessment {

namespace {

constexpr std::array<ProcessPart, 4> questions{{
    {"process_where", "Where", "Which place, and what kind of area it is"},
    {"process_what", "What", "Which crime or fear matters here, now or later"},
    {"process_who", "Who", "Who is concerned, and who decides"},
    {"process_how", "How", "How it is to be treated, by whom and with what means"},
}};

constexpr std::array<ProcessPart, 6> parts{{
    {"process_context", "Context", "What the place is like, what is planned, which rules of others hold"},
    {"process_risks", "Risks", "Which risks were found, and how grave they are"},
    {"process_measures", "Measures", "What is to be done about each"},
    {"process_decision", "Decision", "What was decided, by whom and when, and what risk remains"},
    {"process_owner", "Owner", "Who sees to it"},
    {"process_review", "Next look", "When it is looked at again (date)"},
}};

std::size_t written(const Site& site, std::span<const ProcessPart> all) {
    return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](const ProcessPart& part) {
        const auto found = site.meta.find(std::string(part.key));
        return found != site.meta.end() && !found->second.empty();
    }));
}

std::string told_of_crime(const Site& site) {
    std::size_t incidents = 0;
    std::set<std::string> sources;
    std::string first;
    std::string last;
    for (const auto& [layer, incident] : site.features(Role::incident)) {
        ++incidents;
        if (const std::string source = own_text(*incident, "source"); !source.empty()) sources.insert(source);
        const std::string time = own_text(*incident, "time");
        if (time.empty()) continue;
        if (first.empty() || time < first) first = time;
        last = std::max(last, time);
    }
    if (incidents == 0) return "no crime data is on the plan";
    std::string told = "the plan holds " + counted(incidents, "incident");
    told +=
        first.empty() ? ", none with a date" : ", dated " + first.substr(0, 10) + " to " + last.substr(0, 10);
    told += sources.empty() ? ", without a source" : ", of " + counted(sources.size(), "source");
    return told + "; a number to measure them against is not on it";
}

std::string told_of_consultation(const Site& site) {
    const auto count =
        static_cast<std::size_t>(std::count_if(site.log.begin(), site.log.end(), [](const LogEntry& entry) {
            return entry.kind == "consultation";
        }));
    if (count == 0) return "no consultation is in the log";
    return count_text(count) + (count == 1 ? " consultation is" : " consultations are") + " in the log";
}

std::string told_of_treatment(const Site& site) {
    std::string told = count_text(written(site, parts)) + " of " + count_text(parts.size()) +
                       " parts of the process are written down";
    for (const char* key : {"process_owner", "process_review"})
        if (const auto found = site.meta.find(key); found == site.meta.end() || found->second.empty())
            told += std::string(", without ") +
                    (std::string_view(key) == "process_owner" ? "an owner" : "a date of the next look");
    return told;
}

std::string quoted(const RecordedAnswer& answer) {
    std::string text;
    if (!answer.comment.empty()) text += ": " + answer.comment;
    if (!answer.evidence.empty()) text += " (evidence: " + answer.evidence + ")";
    return text;
}

std::string message_of(const Criterion& criterion, const RecordedAnswer* answer, const std::string& told) {
    std::string message;
    if (answer == nullptr || answer->answer.empty())
        message = "Can't tell yet: nobody has answered \"" + criterion.question + "\"" +
                  (answer == nullptr ? "" : quoted(*answer));
    else if (answer->answer == "na")
        message = "Does not apply here" + quoted(*answer);
    else
        message = criterion.question + (answer->answer == "yes" ? " Yes" : " No") + quoted(*answer);
    return told.empty() ? message : message + ". The plan tells: " + told;
}

Level level_of(const Criterion& criterion, const RecordedAnswer* answer) {
    if (answer == nullptr || answer->answer.empty()) return Level::not_run;
    if (answer->answer == "yes") return Level::pass;
    if (answer->answer == "no") return std::max(criterion.missed, Level::look);
    return Level::info;
}

} // namespace

bool is_answer(std::string_view word) {
    return word == "yes" || word == "no" || word == "na";
}

std::span<const ProcessPart> four_questions() {
    return questions;
}
std::span<const ProcessPart> process_parts() {
    return parts;
}

std::string told_by_plan(const std::string& code, const Site& site) {
    if (code == "PR-01")
        return count_text(written(site, questions)) + " of 4 questions are answered in the site sheet";
    if (code == "PR-02") return told_of_crime(site);
    if (code == "PR-03") return told_of_consultation(site);
    if (code == "PR-04") return told_of_treatment(site);
    return {};
}

void leave_bare(const Criterion& criterion, Finding& finding) {
    std::optional<RecordedAnswer> bare;
    if (finding.answer) bare = RecordedAnswer{criterion.code, finding.answer->answer, {}, {}, {}, {}};
    finding.message = message_of(criterion, bare ? &*bare : nullptr, {});
    finding.answer = bare;
}

Outcome judge_recorded(const Criterion& criterion, const Site& site, std::vector<Finding>& findings) {
    const RecordedAnswer* answer = answer_for(site.answers, criterion.code);
    if (answer != nullptr && !answer->answer.empty() && !is_answer(answer->answer)) answer = nullptr;
    Finding finding{
        .key = criterion.code + ":answer", .code = criterion.code, .strategy = criterion.strategy};
    finding.id = Uuid::from_name("finding " + finding.key);
    finding.level = level_of(criterion, answer);
    finding.message = message_of(criterion, answer, told_by_plan(criterion.code, site));
    if (finding.level == Level::not_run) finding.lacks = {"answer"};
    if (answer != nullptr) {
        finding.answer = *answer;
        finding.basis = Basis::surveyed; // somebody says so
    }
    Outcome outcome{.criterion = criterion};
    outcome.met = finding.level == Level::pass ? 1 : 0;
    outcome.missed = is_missed(finding) ? 1 : 0;
    outcome.checked = outcome.met + outcome.missed + (finding.level == Level::info ? 1 : 0);
    outcome.unknown = finding.level == Level::not_run ? 1 : 0;
    findings.push_back(std::move(finding));
    return outcome;
}

} // namespace prospect::assessment
