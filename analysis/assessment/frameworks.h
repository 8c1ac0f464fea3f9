// Which clause or principle of which guidance each rule gives evidence for:
// resources/criteria/frameworks.json.
#pragma once

#include "analysis/assessment/criterion.h"

namespace prospect::assessment {

struct Principle {
    std::string id;                    // "5.2.2 d", "surveillance"
    std::string title;                 // in our own words
    std::string generation;            // of CPTED: "second" for the social strategies, else ""
    std::vector<std::string> criteria; // codes; "NS-*" stands for all of that family
    std::string not_covered;           // what of it no rule tells; "" where nothing is known to be missing
};

struct Framework {
    std::string id;    // "iso_22341"
    std::string title; // "ISO 22341:2021"
    std::string about; // how far its wording could be checked
    std::vector<Principle> principles;
};

// ISO 22341 first. Read once. Throws Error(internal) naming the line that cannot be read.
const std::vector<Framework>& frameworks();
std::vector<Framework> parse_frameworks(std::string_view json);

bool holds(const Principle& principle, std::string_view code);
// "iso_22341: 5.2.2 d", in the order of the frameworks.
std::vector<std::string> tags_of(std::string_view code);
// Clauses of ISO 22341 for which the rule gives evidence: "5.2.1 natural surveillance", "5.2.2 d".
std::vector<std::string> clauses_of(std::string_view code);

} // namespace prospect::assessment
