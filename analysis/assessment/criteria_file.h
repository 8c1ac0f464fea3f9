// Rules as their files say them. People may edit these by hand: what cannot be used is named with its line
// and becomes a rule that cannot be told; all others hold.
#pragma once

#include "analysis/assessment/criterion.h"

#include <nlohmann/json_fwd.hpp>

namespace prospect::assessment {

// What of a file cannot be used, and what to do: one sentence that begins with the place ("line 12: …").
struct RuleFault {
    std::string code; // of the rule; "" of the whole file
    std::string message;
    bool operator==(const RuleFault&) const = default;
};

struct ParsedCriteria {
    std::vector<Criterion> criteria; // those with a fault are Kind::unmeasured
    std::vector<RuleFault> faults;
};

// The criteria of one file's text. Each entry has code and title, and one of: metric, comparison, threshold
// and unit; question; not_measured. A text that is no JSON at all gives one fault with the line and one
// unmeasured criterion called `file`.
ParsedCriteria parse_criteria(std::string_view json, const std::string& file = "the criteria");

// All criteria, by file name then in the order of the file, with what is wrong in them. Read once.
const ParsedCriteria& catalogue_of_criteria();
// Only the criteria.
const std::vector<Criterion>& criteria();

// The parts that profiles share.

// Line of the first place of `needle` in the text, from 1; 0 where it is not.
std::size_t line_of(std::string_view text, std::string_view needle);
// "line 12: " of a fault of the JSON itself.
std::string syntax_fault(std::string_view text, std::size_t byte, const std::string& what);
// What an entry says of a criterion: all it must say, or only what a profile changes. Returns what is wrong;
// "" where nothing is.
std::string read_entry(const nlohmann::json& entry, Criterion& criterion);
std::string change_entry(const nlohmann::json& entry, Criterion& criterion);
// Makes it one that cannot be told, for that reason.
void make_unmeasured(Criterion& criterion, const std::string& why);

} // namespace prospect::assessment
