#include "analysis/assessment/checklist.h"

#include "geometry/base/error.h"
#include "geometry/base/text.h"
#include "geometry/site/value.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

namespace prospect::assessment {

namespace {

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

class Rows {
public:
    explicit Rows(const io::CsvText& csv) : csv_(csv) {
        for (const char* name : {"code", "question", "title", "strategy", "source", "weight", "answer",
                                 "comment", "evidence", "who", "when"})
            columns_[name] = csv.column(name);
    }

    bool has(const char* name) const { return columns_.at(name) >= 0; }
    std::string cell(std::size_t row, const char* name) const {
        const int column = columns_.at(name);
        const auto& cells = csv_.table.rows[row];
        if (column < 0 || static_cast<std::size_t>(column) >= cells.size()) return {};
        const auto& value = cells[static_cast<std::size_t>(column)];
        return value ? trimmed(as_text(*value)) : std::string();
    }

private:
    const io::CsvText& csv_;
    std::map<std::string, int> columns_;
};

// "yes", "no", "na"; "" where it says nothing; absent where it says something else.
std::optional<std::string> answer_word(const std::string& written) {
    static const std::map<std::string, std::string> words{{"", ""},
                                                          {"yes", "yes"},
                                                          {"y", "yes"},
                                                          {"x", "yes"},
                                                          {"true", "yes"},
                                                          {"1", "yes"},
                                                          {"no", "no"},
                                                          {"n", "no"},
                                                          {"false", "no"},
                                                          {"0", "no"},
                                                          {"na", "na"},
                                                          {"n.a.", "na"},
                                                          {"n/a", "na"},
                                                          {"not applicable", "na"},
                                                          {"does not apply", "na"}};
    const auto found = words.find(lower(written));
    if (found == words.end()) return std::nullopt;
    return found->second;
}

std::string strategy_id(const std::string& written) {
    if (written.empty()) return "process";
    for (const Strategy& one : strategies())
        if (lower(written) == one.id || lower(written) == lower(one.title)) return one.id;
    return {};
}

class Reader {
public:
    Reader(const io::CsvText& csv, const Profile& rules) : csv_(csv), rows_(csv) {
        for (const Criterion& one : rules.criteria)
            known_[one.code] = one.kind;
        for (const Criterion& one : criteria())
            if (known_.try_emplace(one.code, one.kind).second) left_out_.insert(one.code);
    }

    Checklist read() {
        for (std::size_t row = 0; rows_.has("code") && row < csv_.table.rows.size(); ++row)
            if (std::string code = rows_.cell(row, "code"); !code.empty()) taken_.insert(std::move(code));
        if (!rows_.has("question") && !rows_.has("code"))
            throw Error(ErrorCode::refused,
                        csv_.table.name + ": it has neither a column \"question\" nor a column \"code\"",
                        "name the column with the questions \"question\"");
        made_.rows = csv_.table.rows.size();
        for (std::size_t row = 0; row < csv_.table.rows.size(); ++row)
            if (const std::string wrong = read_row(row); !wrong.empty())
                made_.notes.push_back("line " + std::to_string(csv_.lines[row]) + ": " + wrong +
                                      "; the row is left out");
        return std::move(made_);
    }

private:
    std::string read_row(std::size_t row) {
        std::string code = rows_.cell(row, "code");
        const std::string question = rows_.cell(row, "question");
        const auto answer = answer_word(rows_.cell(row, "answer"));
        if (!answer) return "the answer \"" + rows_.cell(row, "answer") + "\" is none of yes, no and na";
        if (code.empty() && question.empty()) return "it has neither a code nor a question";
        if (left_out_.contains(code)) return "the rules that count leave " + code + " out";
        const auto known = known_.find(code);
        if (!code.empty() && known != known_.end() && known->second != Kind::recorded)
            return code + " is measured, or cannot be told: nobody answers it";
        if (!code.empty() && made_codes_.contains(code)) return "the file has another row " + code;
        if (code.empty() || known == known_.end()) {
            if (question.empty()) return "there is no rule " + code + ", and the row asks nothing";
            if (code.empty()) code = free_code();
            const std::string strategy = strategy_id(rows_.cell(row, "strategy"));
            if (strategy.empty()) return "there is no strategy \"" + rows_.cell(row, "strategy") + "\"";
            add_rule(row, code, question, strategy);
        }
        add_answer(row, code, *answer);
        return {};
    }

    void add_rule(std::size_t row, const std::string& code, const std::string& question,
                  const std::string& strategy) {
        Criterion rule{.code = code, .strategy = strategy};
        rule.title = rows_.cell(row, "title").empty() ? question : rows_.cell(row, "title");
        rule.source =
            rows_.cell(row, "source").empty() ? "Checklist " + csv_.table.name : rows_.cell(row, "source");
        rule.status = Status::guidance;
        rule.missed = Level::look;
        rule.kind = Kind::recorded;
        rule.question = question;
        if (const auto weight = number_from(rows_.cell(row, "weight")); weight && *weight > 0)
            rule.weight = *weight;
        made_codes_.insert(code);
        taken_.insert(code);
        made_.criteria.push_back(std::move(rule));
    }

    void add_answer(std::size_t row, const std::string& code, const std::string& answer) {
        RecordedAnswer one{code,
                           answer,
                           rows_.cell(row, "comment"),
                           rows_.cell(row, "evidence"),
                           rows_.cell(row, "who"),
                           rows_.cell(row, "when")};
        if (!one.answer.empty() || !one.comment.empty() || !one.evidence.empty())
            made_.answers.push_back(std::move(one));
    }

    std::string free_code() {
        for (;; ++number_)
            if (const std::string code = "LC-" + std::to_string(number_);
                !known_.contains(code) && !taken_.contains(code))
                return code;
    }

    const io::CsvText& csv_;
    Rows rows_;
    std::map<std::string, Kind> known_;
    std::set<std::string> left_out_;   // of the catalogue, by the profile
    std::set<std::string> taken_;      // codes of the file
    std::set<std::string> made_codes_; // of rules it has made
    Checklist made_;
    int number_ = 1;
};

} // namespace

Checklist read_checklist(const io::CsvText& csv, const Profile& rules) {
    return Reader(csv, rules).read();
}

Profile with_checklist(Profile profile, const Checklist& checklist) {
    profile.criteria.insert(profile.criteria.end(), checklist.criteria.begin(), checklist.criteria.end());
    return profile;
}

} // namespace prospect::assessment
