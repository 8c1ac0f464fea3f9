// Which findings of a check are listed: by strategy, how they stand, place, cause and words; and how many
// each choice would leave.
#pragma once

#include "analysis/assessment/finding.h"
#include "app/render/paint_signs.h"
#include "geometry/site/site.h"

#include <QStringList>

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace prospect::app {

using render::Sign;

// Of its level, accepted ones apart.
Sign sign_of(const assessment::Finding& finding);
// "Serious", "Can't tell yet", "Accepted".
QString word_of(Sign sign);
// A criterion missed that nobody has accepted.
inline bool is_problem(Sign sign) {
    return sign == Sign::serious || sign == Sign::look;
}

// What filter and order read of a finding, worked out once.
struct ListedFinding {
    std::size_t finding = 0; // in Assessment::findings
    Sign sign = Sign::fine;
    std::string strategy;
    std::optional<std::size_t> place; // in Assessment::places
    std::set<std::string> causes;     // nouns of the things that cause it: "hedge"
    QString words;                    // message, code and title, without regard to case
    double weight = 1;                // of its rule
};
// The worst first: by sign, then the weight of the rule, then in the order of the check. site: the plan that
// was checked, which knows what the causes are; null: nothing is known of them. Cost: one pass over the
// features of the site.
std::vector<ListedFinding> listed_findings(const assessment::Assessment& outcome, const Site* site);

struct FindingFilter {
    std::string strategy; // id; "": any
    std::set<Sign> signs{Sign::serious, Sign::look};
    std::optional<std::size_t> place; // absent: any
    std::string cause;                // noun; "": any
    QString words;                    // all of them must occur; "": any

    bool operator==(const FindingFilter&) const = default;
    // The filter that lists everything.
    static FindingFilter everything();
};
bool matches(const FindingFilter& filter, const ListedFinding& finding);

// How many findings each choice would list while the other parts of the filter stay as they are. Choices no
// finding has are not there; those the other parts leave nothing of are there with 0.
struct FilterCounts {
    std::map<std::string, std::size_t> strategies;
    std::array<std::size_t, render::sign_count> signs{};
    std::map<std::size_t, std::size_t> places;
    std::map<std::string, std::size_t> causes;
    std::size_t shown_problems = 0;
    std::size_t problems = 0; // of all
    std::size_t shown_others = 0;
    std::size_t others = 0; // that are no problems
};
FilterCounts counts_of(const FindingFilter& filter, const std::vector<ListedFinding>& findings);
// "12 of 87 problems shown", and where others than problems are listed "12 of 87 problems, 3 of 40 others".
QString counts_text(const FilterCounts& counts);

} // namespace prospect::app
